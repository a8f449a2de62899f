using k8s;
using k8s.Authentication;
using Onair.Kubernetes.Access;

namespace Onair.Kubernetes.Client;

/// <summary>Client of one API server. Thread-safe; create one and share it.</summary>
public sealed partial class KubernetesClient : IDisposable
{
    /// <summary>The owner of the fields that the client writes; stable across versions, since server-side apply records it.</summary>
    public const string FieldManager = "onair";

    // Watches excepted.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;
    private readonly Uri _host;
    private readonly ITokenProvider? _token;

    /// <summary>A client of the server that <paramref name="configuration"/> names.</summary>
    /// <param name="configuration">Server, trust and credentials.</param>
    /// <param name="time">The clock of timeouts and retries.</param>
    public KubernetesClient(KubernetesClientConfiguration configuration, TimeProvider? time = null)
        : this(configuration, Transport.Create(configuration), time)
    {
    }

    internal KubernetesClient(KubernetesClientConfiguration configuration, HttpMessageHandler handler, TimeProvider? time = null)
    {
        Configuration = configuration;
        _time = time ?? TimeProvider.System;
        _http = new HttpMessageInvoker(handler);
        // A path prefix is kept.
        _host = new Uri(configuration.Host.TrimEnd('/') + "/");
        _token = Credentials.TokenOf(configuration);
    }

    /// <summary>The configuration that the client was created with.</summary>
    public KubernetesClientConfiguration Configuration { get; }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}
