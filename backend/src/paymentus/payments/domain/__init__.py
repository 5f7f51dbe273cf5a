"""Rules of quoting and paying. Pure: time, ids and outcomes come in as arguments."""
