"""Reading sanctions lists as their publishers write them."""
