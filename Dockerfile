# The API and its page as a container: the locked packages first, so that they are built once, then the project itself.
FROM node:22-slim AS page
WORKDIR /page
COPY visual/explorer/package.json visual/explorer/package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY visual/explorer ./
RUN npm run build

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/creditgraph
WORKDIR /source
COPY requirements/runtime.lock requirements/
RUN /opt/creditgraph/bin/pip install --require-hashes -r requirements/runtime.lock
COPY pyproject.toml README.md LICENSE ./
COPY api api/
COPY graph graph/
COPY loaders loaders/
COPY queries queries/
COPY visual visual/
COPY --from=page /page/dist visual/explorer/dist/
RUN /opt/creditgraph/bin/pip install --no-deps .

FROM python:3.11-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/creditgraph creditgraph
COPY --from=build /opt/creditgraph /opt/creditgraph
ENV PATH=/opt/creditgraph/bin:$PATH PYTHONUNBUFFERED=1 XDG_DATA_HOME=/var/lib/creditgraph/data
USER creditgraph
RUN mkdir -p /var/lib/creditgraph/data
VOLUME /var/lib/creditgraph/data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["creditgraph", "serve", "--host", "0.0.0.0", "--port", "8000"]
