# Every Node.js program of the pizzeria: `docker build --build-arg APP=orders .`, or all of them with
# `docker buildx bake --file docker-bake.hcl`, which runs the first stages once.
ARG NODE_IMAGE=node:24-bookworm-slim
# A distroless one will do: nothing below needs a shell.
ARG RUNTIME_IMAGE=node:24-bookworm-slim

# What npm reads, alone, so that dependencies are installed again only when it changes.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /workspace
COPY . .
RUN mkdir /manifests && find . -name package.json -exec cp --parents -t /manifests '{}' + && cp package-lock.json /manifests

FROM ${NODE_IMAGE} AS deps
WORKDIR /workspace
COPY --from=manifests /manifests ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund

FROM deps AS build
COPY . .
RUN NX_DAEMON=false npx nx run-many -t prune --skip-sync --output-style static

FROM ${NODE_IMAGE} AS prod
ARG APP
WORKDIR /app
COPY --from=build /workspace/dist/apps/${APP} ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && npm sbom --omit=dev --sbom-format=cyclonedx > sbom.cdx.json

# The list of all that is in it, as a file of its own: `docker buildx bake --file docker-bake.hcl sbom`.
FROM scratch AS sbom
ARG APP
COPY --from=prod /app/sbom.cdx.json /${APP}.cdx.json

FROM ${RUNTIME_IMAGE} AS runtime
ARG APP
ARG VERSION=development
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Mario's Pizzeria: ${APP}" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}" \
  org.opencontainers.image.source="${SOURCE}" \
  org.opencontainers.image.licenses="MIT"
# Root's files: the program cannot change itself.
WORKDIR /app
COPY --from=prod /app ./
# The last folder is where distroless images keep node.
ENV NODE_ENV=production \
  HOME=/tmp \
  PORT=8080 \
  MANAGEMENT_PORT=9464 \
  BUILD_VERSION=${VERSION} \
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/nodejs/bin
USER 65532:65532
EXPOSE 8080 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 CMD ["node", "/app/healthcheck.js"]
ENTRYPOINT ["node", "/app/main.js"]
