// socket.io, as its users write it: whatever is emitted as `pub` goes to the room.
const { Server } = require('socket.io');
const http = require('http').createServer();
const io = new Server(http, { pingInterval: 300000, perMessageDeflate: false });
io.on('connection', (socket) => {
  if (socket.handshake.query.role !== 'pub') socket.join('all');
  socket.on('pub', (text) => io.to('all').emit('m', text));
});
http.listen({ port: +process.argv[2], host: '127.0.0.1', backlog: 4096 });
