# syntax=docker/dockerfile:1
# docker build -t paperboy .            SQLite in /data, MiniSearch or LanceDB
# docker build -t paperboy --build-arg OMIT="--omit=dev --omit=optional" .            smaller, without LanceDB

ARG NODE=24.21.0-trixie-slim

FROM node:${NODE} AS packages
ARG OMIT="--omit=dev"
WORKDIR /app
COPY package.json package-lock.json ./
# No package that runs needs a script of its own to be installed.
RUN npm ci ${OMIT} --ignore-scripts --no-audit --no-fund && npm cache clean --force

FROM node:${NODE}
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 PORT=3000 NO_UPDATE_NOTIFIER=1
WORKDIR /app
# What runs is read-only and root's; only /data is the bot's.
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
COPY adapters ./adapters
COPY seeds ./seeds
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "src/start.js"]
