# `docker buildx bake --file docker-bake.hcl` builds every image; without the name it would read the compose file as well,
# which wants secrets. Every variable may come from the environment: `( set -a; . ./.env; docker buildx bake --file … )`
# builds on the images that compose does, with the digests they are pinned to.

variable "VERSION" {
  default = "0.1.0"
}

variable "REVISION" {
  default = "unknown"
}

variable "SOURCE" {
  default = "unknown"
}

# What goes before the names, for example registry.example.com/
variable "REGISTRY" {
  default = ""
}

variable "NODE_IMAGE" {
  default = "node:24-bookworm-slim"
}

variable "RUNTIME_IMAGE" {
  default = "node:24-bookworm-slim"
}

group "default" {
  # The image of the pages joins here: a target of its own, from apps/web/Dockerfile.
  targets = ["apps"]
}

target "apps" {
  name = app
  matrix = {
    app = ["orders", "kitchen", "inventory", "notifications", "analytics", "simulator"]
  }
  target = "runtime"
  args = {
    APP           = app
    VERSION       = VERSION
    REVISION      = REVISION
    SOURCE        = SOURCE
    NODE_IMAGE    = NODE_IMAGE
    RUNTIME_IMAGE = RUNTIME_IMAGE
  }
  tags = ["${REGISTRY}pizzeria/${app}:${VERSION}"]
}

# Lists of all that is in each image, as files: dist/sbom/*.cdx.json
target "sbom" {
  name = "sbom-${app}"
  matrix = {
    app = ["orders", "kitchen", "inventory", "notifications", "analytics", "simulator"]
  }
  target = "sbom"
  args = {
    APP        = app
    NODE_IMAGE = NODE_IMAGE
  }
  output = ["type=local,dest=dist/sbom"]
}
