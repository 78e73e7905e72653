const error = new Error('renamed')
error.name = 'Renamed'
throw error
