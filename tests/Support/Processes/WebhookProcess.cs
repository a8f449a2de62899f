using System.Globalization;
using System.Net;
using Onair.Api.Admission;

namespace Onair.Tests.Support;

/// <summary>The real webhook as a process of its own, on free ports, with a certificate of its own authority or of others.</summary>
/// <param name="kubeconfig">How it reaches the API server.</param>
/// <param name="certificateFolder">Where others put its certificate; null: it has one of its own.</param>
internal sealed class WebhookProcess(string kubeconfig, string? certificateFolder = null) : IAsyncDisposable
{
    private readonly int[] _ports = FreePorts.Take(3);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-webhook-");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private ControlPlaneCertificates? _certificates;
    private string? _token;
    private ChildProcess? _process;

    /// <summary>Its configuration over the defaults; takes effect at the next start.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Where the API server asks, without a slash at the end.</summary>
    public string Url => $"https://127.0.0.1:{Port(0)}";

    /// <summary>Where the API server asks, with the token if there is one, without a slash at the end.</summary>
    public string ReviewUrl => _token is null ? Url : $"{Url}/{_token}";

    /// <summary>Where health and metrics are, without a slash at the end.</summary>
    public string HealthUrl => $"http://127.0.0.1:{Port(1)}";

    /// <summary>Where video services call, without a slash at the end.</summary>
    public string CallbackUrl => $"http://127.0.0.1:{Port(2)}";

    /// <summary>Its process id.</summary>
    public int Id => _process!.Id;

    /// <summary>The PEM of the authority that signs its certificates, for <c>clientConfig.caBundle</c>.</summary>
    public byte[] AuthorityPem => File.ReadAllBytes(Certificates.AuthorityPath);

    /// <summary>Starts the process and returns when it is ready.</summary>
    public async Task StartAsync()
    {
        if (certificateFolder is null && _certificates is null) RenewCertificate();
        var environment = new Dictionary<string, string>(Settings)
        {
            ["KUBECONFIG"] = kubeconfig,
            ["Webhook__Port"] = Port(0),
            ["Webhook__HealthPort"] = Port(1),
            ["Webhook__CallbackPort"] = Port(2),
            ["Webhook__CertificateFolder"] = certificateFolder ?? _folder.FullName,
            ["Logging__LogLevel__Default"] = "Information",
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning",
        };
        _process = await ServiceProgram.StartAsync("webhook", [], Path.Combine(_folder.FullName, "webhook.log"), environment);
        await Eventually.ShouldBeAsync(
            async () => await StatusAsync("/readyz") == HttpStatusCode.OK, () => $"the webhook is ready at {HealthUrl}; it said:\n{Tail()}", seconds: 120);
    }

    /// <summary>A new certificate and key of the same authority, in the folder that it looks at.</summary>
    public void RenewCertificate() => Certificates.Issue("tls", "CN=onair-webhook", server: true);

    /// <summary>A token in the folder that it looks at, as the operator puts it there.</summary>
    public void IssueToken() => File.WriteAllText(Path.Combine(_folder.FullName, ReviewPath.TokenKey), _token = ReviewPath.NewToken());

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public async Task TerminateAsync()
    {
        _process!.Signal(Signals.Terminate);
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));
        await KillAsync();
    }

    /// <summary>The status of a page of the health port; null when nothing answers.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(HealthUrl + path));
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public Task<string> MetricsAsync() => _http.GetStringAsync(new Uri($"{HealthUrl}/metrics"));

    public string Tail(int lines = 30) => _process?.Tail(lines) ?? "it does not run";

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _http.Dispose();
        await ScratchFolder.DeleteAsync(_folder);
    }

    private ControlPlaneCertificates Certificates => _certificates ??= new(_folder.FullName);

    private string Port(int index) => _ports[index].ToString(CultureInfo.InvariantCulture);
}
