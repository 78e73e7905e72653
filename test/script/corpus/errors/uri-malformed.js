decodeURIComponent('%')
