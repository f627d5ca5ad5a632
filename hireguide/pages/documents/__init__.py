"""What each public page shows, assembled from an edition's data."""
