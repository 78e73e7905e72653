postman.setNextRequest('Legacy')
