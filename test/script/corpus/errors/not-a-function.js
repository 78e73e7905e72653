pm.response.json().name()
