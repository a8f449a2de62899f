namespace Onair.Kubernetes;

/// <summary>Client of one API server. Thread-safe; create one and share it.</summary>
public sealed partial class KubernetesClient : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;

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
    }

    /// <summary>The configuration that the client was created with.</summary>
    public KubernetesClientConfiguration Configuration { get; }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}
