# Four images from one file:
#   services   the services that talk to Kubernetes and AWS, as one native program with a verb for each
#   media      the emulator, the splitter and the relay, with ffmpeg and nginx-rtmp beside them; also what the example publisher runs in
#   servers    PostgreSQL and coturn of Debian, which the chart can run beside the signaling service; no program of ours
#   connector  the program of a connector's pod, with a browser, a display, a sound server and ffmpeg beside it
#
# hack/images.sh publishes the programs into artifacts/image/ first: native or self-contained, so that no SDK, no NuGet feed and no
# .NET runtime is needed in here, and a change of the sources never touches the layers of Debian's packages.
FROM docker.io/library/debian:bookworm-slim AS base
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates libssl3 libstdc++6 tzdata zlib1g \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*.log /var/log/apt
RUN groupadd --gid 65532 onair \
 && useradd --uid 65532 --gid 65532 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin onair
# Diagnostics would want to write a socket; the root file system is read-only.
ENV DOTNET_EnableDiagnostics=0 \
    TMPDIR=/tmp
WORKDIR /app
USER 65532:65532

FROM base AS media-base
USER 0:0
RUN apt-get update \
 && apt-get install -y --no-install-recommends ffmpeg fonts-dejavu-core libnginx-mod-rtmp nginx \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*.log /var/log/apt
USER 65532:65532

FROM media-base AS media
COPY artifacts/image/media/ /app/
EXPOSE 8080 1935 1936 4443
CMD ["/app/Onair.Emulator"]

FROM base AS servers
USER 0:0
# Its own user and folder come from the chart, so the package must not create a cluster.
RUN mkdir -p /etc/postgresql-common \
 && echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf \
 && apt-get update \
 && apt-get install -y --no-install-recommends coturn postgresql \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*.log /var/log/apt
USER 65532:65532
EXPOSE 3478 5432

FROM base AS connector-base
USER 0:0
# Fonts for many scripts, because pages come from everywhere. util-linux, which starts the children, is in every Debian.
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium ffmpeg fonts-dejavu-core fonts-liberation fonts-noto-cjk fonts-noto-color-emoji pulseaudio xvfb \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/*.log /var/log/apt
USER 65532:65532

FROM connector-base AS connector
COPY artifacts/image/connector/ /app/
EXPOSE 8080
CMD ["/app/Onair.Connector"]

FROM base AS services
COPY artifacts/image/services/ /app/
# Small work from many sockets. Without spinning threads, and with the work on the thread that read from the socket, the widget operator of the benchmark needs 40 % less CPU time.
ENV DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0 \
    DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1
EXPOSE 8080 8081 8443
ENTRYPOINT ["/app/onair"]
CMD ["operator"]
