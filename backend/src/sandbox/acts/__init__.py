"""What happens to money and cards: the same acts behind the API, the hosted pages and the clock."""
