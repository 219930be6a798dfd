/* A server of a framework that does nothing, to see what a receiver adds to it. */

const start = {
  express: async () => {
    const { default: express } = await import('express');
    return new Promise((resolve) => {
      const server = express().listen(0, '127.0.0.1', () => resolve(server.address().port));
    });
  },
  fastify: async () => {
    const { default: fastify } = await import('fastify');
    const server = fastify();
    await server.listen({ port: 0, host: '127.0.0.1' });
    return server.server.address().port;
  },
};
console.log(`listening on http://127.0.0.1:${await start[process.argv[2]]()}/`);
