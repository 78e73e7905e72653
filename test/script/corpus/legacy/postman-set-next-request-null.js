postman.setNextRequest(null)
