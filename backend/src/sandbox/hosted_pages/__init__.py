"""The pages a payer's browser is sent to: Checkout and 3-D Secure."""
