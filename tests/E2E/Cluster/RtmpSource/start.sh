#!/bin/bash
# A live stream at rtmp://…:1935/live/show for those who know the password. The container ends when one of the three does.
perl /source/gate.pl 1935 1936 &
nginx -e stderr -p /tmp -c /source/nginx.conf &
until (: </dev/tcp/127.0.0.1/1936) 2>/dev/null; do sleep 0.2; done
ffmpeg -nostdin -v error -re -f lavfi -i testsrc2=size=320x180:rate=10 -re -f lavfi -i sine=frequency=440:sample_rate=48000 \
  -c:v libx264 -preset ultrafast -tune zerolatency -pix_fmt yuv420p -b:v 300k -g 20 -c:a aac -f flv rtmp://127.0.0.1:1936/live/show &
wait -n
exit 1
