"""What the desk reads of clients with their diagnoses, each for whoever is asking."""
