"""The payment stress test: a thousand people pay bills at once over HTTP, and every payment is
asked for again at the end.

It sees what clients see and knows nothing of the product's code, so that it can stand on another
machine. It acts as the cardholder on the sandbox's page, so it works with a sandbox alone.
"""
