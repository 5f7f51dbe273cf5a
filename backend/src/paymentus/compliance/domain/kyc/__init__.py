"""Who a customer is: what they say, what their documents show, and what follows from it."""
