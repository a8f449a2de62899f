{{- define "onair.connector.fullname" -}}
{{- printf "%s-connector" (include "onair.fullname" .) -}}
{{- end -}}

{{/*
What the operator makes the pods of Connectors of: a PodTemplateSpec. Names, owner, requests and the Secret of the volume `plan` are the
operator's to add.
*/}}
{{- define "onair.connector.podTemplate" -}}
{{- $scope := dict "root" . "component" "connector" -}}
metadata:
  labels:
    {{- include "onair.labels" $scope | nindent 4 }}
    {{- with .Values.connector.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with include "onair.annotations" (dict "root" . "annotations" .Values.connector.podAnnotations) }}
  {{- . | nindent 2 }}
  {{- end }}
spec:
  # A pod that dies on its node comes back there.
  restartPolicy: Always
  # Its browser runs other people's pages: it gets no token of the cluster.
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.connector.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    fsGroup: 65532
    seccompProfile:
      {{- toYaml .Values.connector.seccompProfile | nindent 6 }}
  containers:
    - name: connector
      image: {{ include "onair.image" (dict "root" . "image" .Values.connector.image "name" "connector") }}
      imagePullPolicy: {{ .Values.connector.image.pullPolicy }}
      command: [/app/Onair.Connector, /plan/plan.json]
      env:
        - name: TMPDIR
          value: /tmp
        - name: HOME
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
        {{- toYaml .Values.connector.resources | nindent 8 }}
      securityContext:
        {{- include "onair.containerSecurityContext" . | nindent 8 }}
      terminationMessagePolicy: FallbackToLogsOnError
      volumeMounts:
        - name: plan
          mountPath: /plan
          readOnly: true
        - name: tmp
          mountPath: /tmp
        - name: shm
          mountPath: /dev/shm
  volumes:
    # Each pod has a Secret of its own.
    - name: plan
    - name: tmp
      emptyDir: {}
    # The browser's processes share frames there; a container runtime gives 64 MiB otherwise.
    - name: shm
      emptyDir:
        medium: Memory
        sizeLimit: {{ .Values.connector.shmSizeLimit }}
  {{- with .Values.connector.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  # A show does not wait five minutes for a node that is gone.
  tolerations:
    - {key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: {{ int .Values.connector.evictionSeconds }}}
    - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: {{ int .Values.connector.evictionSeconds }}}
    {{- with .Values.connector.tolerations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .Values.connector.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
