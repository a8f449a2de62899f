using System.Diagnostics.Metrics;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Onair.Webhook.Metrics;

namespace Onair.Webhook.Certificates;

/// <summary>
/// The certificate in a folder, looked at every second: kubelet swaps the files of a Secret some time after it changed.
/// What cannot be served, e.g. a pair of which one half is old, leaves the former one in place.
/// </summary>
internal sealed partial class ServingCertificate(WebhookSettings settings, TimeProvider time, ILogger<ServingCertificate> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _certificatePath = Path.Combine(settings.CertificateFolder, "tls.crt");
    private readonly string _keyPath = Path.Combine(settings.CertificateFolder, "tls.key");
    private SslStreamCertificateContext? _context;
    private (string Certificate, string Key)? _looked;
    private string? _problem;

    /// <summary>What to serve; null before the first certificate.</summary>
    public SslStreamCertificateContext? Context => Volatile.Read(ref _context);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        WebhookMetrics.ObserveExpiry(Expiry);
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Serves what is in the folder now, if it can be served.</summary>
    internal async Task LookAsync(CancellationToken ct)
    {
        try
        {
            var pair = (await File.ReadAllTextAsync(_certificatePath, ct), await File.ReadAllTextAsync(_keyPath, ct));
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
            // The end.
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
            LogServed(log, leaf.Subject, leaf.SerialNumber, new DateTimeOffset(leaf.NotAfter.ToUniversalTime()));
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
        LogIgnored(log, settings.CertificateFolder, problem, Context is null ? "nothing is served" : "the former certificate stays");
    }

    private IEnumerable<Measurement<double>> Expiry() =>
        Context is { } context ? [new(new DateTimeOffset(context.TargetCertificate.NotAfter.ToUniversalTime()).ToUnixTimeSeconds())] : [];
}
