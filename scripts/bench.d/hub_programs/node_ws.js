// node `ws`, as its users write it: whatever comes from /pub goes to everybody else.
const { WebSocketServer, WebSocket } = require('ws');
const http = require('http').createServer();
const listeners = new Set();
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket, request) => {
  if (request.url.startsWith('/pub')) {
    socket.on('message', (text) => {
      for (const each of listeners) if (each.readyState === WebSocket.OPEN) each.send(text, { binary: false });
    });
    return;
  }
  listeners.add(socket);
  socket.on('close', () => listeners.delete(socket));
});
http.listen({ port: +process.argv[2], host: '127.0.0.1', backlog: 4096 });
