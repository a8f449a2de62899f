using System.Text.Json;

namespace Onair.Webhook.Admission;

/// <summary>admission.k8s.io/v1 AdmissionReview: the API server's request and the response to it.</summary>
internal sealed record AdmissionReview
{
    public const string Version = "admission.k8s.io/v1";

    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public AdmissionRequest? Request { get; init; }

    public AdmissionResponse? Response { get; init; }
}

/// <summary>The operation to review. The objects stay as they were sent, because a patch refers to them.</summary>
internal sealed record AdmissionRequest
{
    public string Uid { get; init; } = "";

    public GroupVersionKind? Kind { get; init; }

    public GroupVersionResource? Resource { get; init; }

    public string? SubResource { get; init; }

    public string? Name { get; init; }

    public string? Namespace { get; init; }

    /// <summary>CREATE, UPDATE, DELETE or CONNECT.</summary>
    public string Operation { get; init; } = "";

    /// <summary>Who asks, as the API server authenticated or impersonates them.</summary>
    public UserInfo? UserInfo { get; init; }

    /// <summary>Nothing is stored. The webhook behaves the same, since it changes nothing itself.</summary>
    public bool? DryRun { get; init; }

    /// <summary>The new object; null on DELETE.</summary>
    public JsonElement Object { get; init; }

    /// <summary>The stored object; null on CREATE.</summary>
    public JsonElement OldObject { get; init; }
}

internal sealed record GroupVersionKind(string? Group, string? Version, string? Kind);

internal sealed record GroupVersionResource(string? Group, string? Version, string? Resource);

/// <summary>authentication.k8s.io/v1 UserInfo: all that authorization depends on.</summary>
internal sealed record UserInfo
{
    public string? Username { get; init; }

    public string? Uid { get; init; }

    public IReadOnlyList<string>? Groups { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }
}
