"""Django glue that every screen shares: htmx, forms, private pages, health. It has no models and knows no app."""
