{{/* "true" when the player has relays. */}}
{{- define "onair.relay" -}}
{{- if and (include "onair.gateway.player" .) .Values.gateway.player.relay.enabled -}}true{{- end -}}
{{- end -}}

{{- define "onair.relay.fullname" -}}
{{- printf "%s-relay" (include "onair.fullname" .) -}}
{{- end -}}

{{/* The namespace of the pods. The gateway may create pods there, so it is nobody else's. */}}
{{- define "onair.relay.namespace" -}}
{{- $namespace := default (include "onair.relay.fullname" .) .Values.gateway.player.relay.namespace -}}
{{- if or (eq $namespace .Release.Namespace) (has $namespace .Values.watchNamespaces) -}}
{{- fail "gateway.player.relay.namespace: must be a namespace of its own" -}}
{{- end -}}
{{- $namespace -}}
{{- end -}}

{{/*
onair.relay.podTemplate: what the gateway makes the pods of relays of: a PodTemplateSpec. Name, id and networks are the gateway's to add; the URL is in
no manifest.
*/}}
{{- define "onair.relay.podTemplate" -}}
{{- $scope := dict "root" . "component" "relay" -}}
{{- $relay := .Values.gateway.player.relay -}}
metadata:
  labels:
    {{- include "onair.labels" $scope | nindent 4 }}
    {{- with $relay.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with include "onair.annotations" (dict "root" . "annotations" $relay.podAnnotations) }}
  {{- . | nindent 2 }}
  {{- end }}
spec:
  # It ends after its last viewer, and then stays so.
  restartPolicy: Never
  activeDeadlineSeconds: {{ int $relay.activeDeadlineSeconds }}
  terminationGracePeriodSeconds: 5
  # It reads other people's streams: it gets no token of the cluster.
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $relay.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  securityContext:
    {{- include "onair.podSecurityContext" . | nindent 4 }}
  containers:
    - name: relay
      image: {{ include "onair.image" (dict "root" . "image" $relay.image "name" "media") }}
      imagePullPolicy: {{ $relay.image.pullPolicy }}
      command: [/app/Onair.Relay]
      env:
        - name: TMPDIR
          value: /tmp
      ports:
        - name: http
          containerPort: 8080
      livenessProbe:
        httpGet:
          path: /healthz
          port: http
        periodSeconds: 10
        timeoutSeconds: 5
      resources:
        {{- toYaml $relay.resources | nindent 8 }}
      securityContext:
        {{- include "onair.containerSecurityContext" . | nindent 8 }}
      terminationMessagePolicy: FallbackToLogsOnError
      volumeMounts:
        - name: live
          mountPath: /live
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: live
      emptyDir:
        sizeLimit: {{ $relay.segmentsSizeLimit }}
    - name: tmp
      emptyDir:
        sizeLimit: 64Mi
  {{- with $relay.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $relay.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $relay.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
