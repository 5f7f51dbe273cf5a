"""The stand-in for the outside world: Stripe's API, its hosted pages and webhooks, a mail sink.

It speaks the vendors' own HTTP, so that adapters run the same code against it as against the live
services. It holds no real money, answers only test keys and binds the loopback address only.
"""
