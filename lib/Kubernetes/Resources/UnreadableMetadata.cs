using System.Runtime.CompilerServices;
using k8s.Models;

namespace Onair.Kubernetes.Resources;

/// <summary>What an object lacks because this release cannot read it. Kept beside the metadata, whose type is KubernetesClient's.</summary>
public static class UnreadableMetadata
{
    private static readonly ConditionalWeakTable<V1ObjectMeta, UnreadableField> Fields = [];

    extension(V1ObjectMeta metadata)
    {
        /// <summary>
        /// The first field that could not be read; null when all could be. The object then lacks that field: it still counts as existing, but it
        /// is neither reconciled nor written back.
        /// </summary>
        public UnreadableField? Unreadable
        {
            get => Fields.TryGetValue(metadata, out var found) ? found : null;
            set
            {
                if (value is null) Fields.Remove(metadata);
                else Fields.AddOrUpdate(metadata, value);
            }
        }
    }
}
