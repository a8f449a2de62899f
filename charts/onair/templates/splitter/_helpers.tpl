{{- define "onair.splitter.fullname" -}}
{{- printf "%s-splitter" (include "onair.fullname" .) -}}
{{- end -}}

{{/*
What the operator makes the pods of its splitting Jobs of: a PodTemplateSpec. Names, owner and the Secret of the volume
`plan` are the operator's to add.
*/}}
{{- define "onair.splitter.podTemplate" -}}
{{- $scope := dict "root" . "component" "splitter" -}}
metadata:
  labels:
    {{- include "onair.labels" $scope | nindent 4 }}
    {{- with .Values.splitter.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with include "onair.annotations" (dict "root" . "annotations" .Values.splitter.podAnnotations) }}
  {{- . | nindent 2 }}
  {{- end }}
spec:
  # Another attempt is the operator's to make.
  restartPolicy: Never
  # It talks to S3 alone, by the URLs in its plan.
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.splitter.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  securityContext:
    {{- include "onair.podSecurityContext" . | nindent 4 }}
  containers:
    - name: splitter
      image: {{ include "onair.image" (dict "root" . "image" .Values.splitter.image "name" "media") }}
      imagePullPolicy: {{ .Values.splitter.image.pullPolicy }}
      command: [/app/Onair.Splitter, /plan/plan.json.gz]
      env:
        - name: TMPDIR
          value: /tmp
      resources:
        {{- toYaml .Values.splitter.resources | nindent 8 }}
      securityContext:
        {{- include "onair.containerSecurityContext" . | nindent 8 }}
      # Why it failed goes into the status of the ArchiveSplit.
      terminationMessagePolicy: FallbackToLogsOnError
      volumeMounts:
        - name: plan
          mountPath: /plan
          readOnly: true
        - name: tmp
          mountPath: /tmp
  volumes:
    # Each Job has a Secret of its own.
    - name: plan
    - name: tmp
      {{- with .Values.splitter.tmpSizeLimit }}
      emptyDir:
        sizeLimit: {{ . }}
      {{- else }}
      emptyDir: {}
      {{- end }}
  {{- with .Values.splitter.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.splitter.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.splitter.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
