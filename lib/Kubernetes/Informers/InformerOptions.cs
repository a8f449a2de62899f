using k8s;
using k8s.Models;

namespace Onair.Kubernetes.Informers;

/// <summary>What an informer watches and how.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class InformerOptions<T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>One namespace only; null for all.</summary>
    public string? Namespace { get; set; }

    /// <summary>Label selector, evaluated by the server.</summary>
    public string? LabelSelector { get; set; }

    /// <summary>Field selector, evaluated by the server.</summary>
    public string? FieldSelector { get; set; }

    /// <summary>Objects per page of the list.</summary>
    public int PageSize { get; set; } = 500;

    /// <summary>Without an event or bookmark for this long the watch is considered dead and reopened.
    /// The server sends a bookmark about every minute.</summary>
    public TimeSpan StallTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>First wait after a failed list or watch; doubles up to <see cref="MaxBackoff"/>, with jitter.</summary>
    public TimeSpan MinBackoff { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait between attempts.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Strips unused fields before an object is stored, to save memory.</summary>
    public Action<T>? Transform { get; set; }

    /// <summary>Named indexes: each gives the keys under which an object is found by <see cref="Informer{T}.ByIndex"/>.</summary>
    public Dictionary<string, Func<T, IEnumerable<string>>> Indexes { get; } = [];
}
