using System.Diagnostics.Metrics;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Onair.Webhook.Metrics;

namespace Onair.Webhook.Certificates;

/// <summary>
/// The certificate in a folder, checked every second: the kubelet replaces a Secret's files some time after the Secret changes.
/// When the files cannot be served, e.g. because certificate and key do not match, the previous certificate stays in use.
/// </summary>
internal sealed partial class ServingCertificate(WebhookSettings settings, CallerTokens callers, TimeProvider time, ILogger<ServingCertificate> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _certificatePath = Path.Combine(settings.CertificateFolder, "tls.crt");
    private readonly string _keyPath = Path.Combine(settings.CertificateFolder, "tls.key");
    private SslStreamCertificateContext? _context;
    private (string Certificate, string Key)? _looked;
    private string? _problem;

    /// <summary>The certificate to serve; null before the first one.</summary>
    public SslStreamCertificateContext? Context => Volatile.Read(ref _context);

    /// <summary>Why nothing can be served yet; null when something can.</summary>
    public string? Unready() => Context is null ? "no certificate is loaded yet" : null;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        WebhookMetrics.ObserveExpiry(Expiry);
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Loads the certificate in the folder if it changed.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        // The same Secret has both.
        await callers.LookAsync(cancellationToken);
        try
        {
            var pair = (await File.ReadAllTextAsync(_certificatePath, cancellationToken), await File.ReadAllTextAsync(_keyPath, cancellationToken));
            if (pair == _looked) return;
            _looked = pair;
            Serve(pair);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _looked = null;
            Complain(e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping.
        }
    }

    private void Serve((string Certificate, string Key) pair)
    {
        try
        {
            var leaf = X509Certificate2.CreateFromPem(pair.Certificate, pair.Key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(pair.Certificate);
            chain.RemoveAt(0);
            Volatile.Write(ref _context, SslStreamCertificateContext.Create(leaf, chain, offline: true));
            _problem = null;
            LogServed(leaf.Subject, leaf.SerialNumber, new DateTimeOffset(leaf.NotAfter.ToUniversalTime()));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            Complain(e.Message);
        }
    }

    private void Complain(string problem)
    {
        if (problem == _problem) return;
        _problem = problem;
        LogIgnored(settings.CertificateFolder, problem, Context is null ? "nothing is served" : "the previous certificate stays in use");
    }

    private IEnumerable<Measurement<double>> Expiry() =>
        Context is { } context ? [new(new DateTimeOffset(context.TargetCertificate.NotAfter.ToUniversalTime()).ToUnixTimeSeconds())] : [];
}
