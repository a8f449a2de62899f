# shellcheck shell=bash
# The class "standard" for claims, served by a few folders of the node. Sourced.

volumes=(onair-local onair-local-2 onair-local-3 onair-local-4)

storage() {
  local name
  for name in "${volumes[@]}"; do
    # A kubelet sets no ownership on a folder of the host, and pods run as users of their own.
    install -d -m 1777 "$node_home/volumes/$name"
  done
  logged "$node_logs/storage.log" storage_apply
}

storage_apply() {
  storage_objects | admin apply -f -
}

storage_objects() {
  local name
  cat <<CLASS
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: standard, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
provisioner: kubernetes.io/no-provisioner
CLASS
  for name in "${volumes[@]}"; do
    cat <<VOLUME
---
apiVersion: v1
kind: PersistentVolume
metadata: {name: $name}
spec:
  storageClassName: standard
  capacity: {storage: 10Gi}
  accessModes: [ReadWriteOnce, ReadWriteMany]
  persistentVolumeReclaimPolicy: Retain
  hostPath: {path: $node_home/volumes/$name, type: Directory}
VOLUME
  done
}

# What a provisioner would do after a claim is deleted: the next one finds an empty volume.
storage_release() {
  local name
  for name in $(admin get pv -o jsonpath='{range .items[?(@.status.phase=="Released")]}{.metadata.name}{"\n"}{end}'); do
    find "$node_home/volumes/$name" -mindepth 1 -delete
    admin patch pv "$name" --type=json -p '[{"op":"remove","path":"/spec/claimRef"}]' >/dev/null
  done
}
