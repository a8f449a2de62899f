using Onair.Hosting.Settings;

namespace Onair.Webhook;

/// <summary>The webhook's validated settings: configuration section <c>Webhook</c>, environment <c>Webhook__…</c>.</summary>
public sealed record WebhookSettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Webhook";

    /// <summary>Port for the API server, with TLS.</summary>
    public required int Port { get; init; }

    /// <summary>Port for the kubelet and Prometheus, without TLS.</summary>
    public required int HealthPort { get; init; }

    /// <summary>Port for video services' callbacks, without TLS: an Ingress terminates it.</summary>
    public required int CallbackPort { get; init; }

    /// <summary>The release's namespace, where the operator and the Secrets of callbacks are; null: the pod's own.</summary>
    public string? Namespace { get; init; }

    /// <summary>
    /// The users that write the status and remove Onair's finalizers: the operator, as <c>system:serviceaccount:NAMESPACE:NAME</c>, and
    /// those of other releases. Empty: only cluster administrators may.
    /// </summary>
    public IReadOnlyList<string> OperatorUsers { get; init; } = [];

    /// <summary>Networks besides the public ones that EventSinks may use; the same as the operator's.</summary>
    public IReadOnlyList<string> AllowedCidrs { get; init; } = [];

    /// <summary>Networks besides the public ones that Connectors may use; the same as the operator's.</summary>
    public IReadOnlyList<string> ConnectorCidrs { get; init; } = [];

    /// <summary>Networks besides the public ones that keys of visitors' tokens may be fetched from; the same as the signaling service's.</summary>
    public IReadOnlyList<string> SignalingCidrs { get; init; } = [];

    /// <summary>The hosts that a MediaProvider with <c>webIdentity</c> may name in its <c>endpointUrl</c>; the same as the operator's.</summary>
    public IReadOnlyList<string> WebIdentityHosts { get; init; } = [];

    /// <summary>Folder with <c>tls.crt</c> (the leaf first, then its chain) and <c>tls.key</c>, PEM.</summary>
    public required string CertificateFolder { get; init; }

    /// <summary>How long it keeps answering after SIGTERM, until no proxy sends it requests any more.</summary>
    public required TimeSpan Drain { get; init; }

    /// <summary>Reads the settings; <paramref name="all"/> collects the errors in them.</summary>
    public static WebhookSettings Read(SettingsReader all)
    {
        var settings = all.In(Section);
        return new()
        {
            Port = settings.Port(nameof(Port), 8443),
            HealthPort = settings.Port(nameof(HealthPort), 8080),
            CallbackPort = settings.Port(nameof(CallbackPort), 8081),
            Namespace = settings.Text(nameof(Namespace)),
            OperatorUsers = settings.Texts(nameof(OperatorUsers)),
            AllowedCidrs = settings.Networks(nameof(AllowedCidrs)),
            ConnectorCidrs = settings.Networks(nameof(ConnectorCidrs)),
            SignalingCidrs = settings.Networks(nameof(SignalingCidrs)),
            WebIdentityHosts = settings.Texts(nameof(WebIdentityHosts)),
            CertificateFolder = settings.Text(nameof(CertificateFolder)) ?? "/var/run/secrets/onair.dev/webhook",
            Drain = TimeSpan.FromSeconds(settings.Number("DrainSeconds", 5, 0, 25)),
        };
    }
}
