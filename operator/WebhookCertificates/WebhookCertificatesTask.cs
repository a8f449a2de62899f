using System.Diagnostics;
using Onair.Kubernetes;
using Onair.Operator.Metrics;

namespace Onair.Operator.WebhookCertificates;

/// <summary>
/// Keeps the admission webhook's authority, its serving certificate and the bundles by which API servers trust it. All that
/// it has to know is in the Secrets and the configurations, each of which is written only as the version that was read.
/// </summary>
internal sealed partial class WebhookCertificatesTask : ILeaderTask
{
    // More than any course of things takes: somebody else keeps undoing them, and is not to be raced.
    private const int StepsAtOnce = 8;

    private readonly KubernetesClient _client;
    private readonly EventRecorder _events;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookCertificatesTask> _log;
    private readonly WebhookOptions _options;
    private readonly V1ServiceReference _service;
    private readonly IReadOnlyList<string> _names;

    // Since when the configurations have been seen with which bundle. A successor starts over, which costs a moment.
    private (string Bundle, long Since)? _published;

    /// <exception cref="ArgumentException">A setting breaks a rule.</exception>
    public WebhookCertificatesTask(
        KubernetesClient client, EventRecorder events, OperatorOptions options, TimeProvider time, ILogger<WebhookCertificatesTask> log)
    {
        options.Webhook.Validate();
        (_client, _events, _options, _time, _log) = (client, events, options.Webhook, time, log);
        _service = new()
        {
            Name = _options.ServiceName,
            Namespace = _options.Namespace.Length > 0 ? _options.Namespace : client.Configuration.Namespace,
        };
        var host = $"{_service.Name}.{_service.Namespace}";
        _names = [$"{host}.svc", $"{host}.svc.cluster.local", host];
    }

    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            for (var steps = 1; ; steps++)
            {
                if (await RoundAsync(ct) is not CertificateStep.Wait && steps < StepsAtOnce) continue;
                steps = 0;
                await Task.Delay(TimeSpan.FromSeconds(_options.CheckSeconds), _time, ct);
            }
        }
        finally
        {
            // Only the leader looks.
            CertificateMetrics.Forget();
        }
    }

    /// <summary>Looks, decides, and does one step. A step that somebody else was faster than is left for a later round.</summary>
    internal async Task<CertificateStep> RoundAsync(CancellationToken ct)
    {
        var authority = await _client.FindAsync(ResourceTypes.Secrets, $"{_service.Name}-ca", _service.Namespace, ct);
        var serving = await _client.FindAsync(ResourceTypes.Secrets, $"{_service.Name}-tls", _service.Namespace, ct);
        var view = await ViewAsync(authority, serving, ct);
        CertificateMetrics.See(view);
        var step = DecideCertificates.Next(view);
        try
        {
            await (step switch
            {
                CertificateStep.RenewAuthority s => RenewAuthorityAsync(authority, s, ct),
                CertificateStep.RetireFormers => RetireFormersAsync(authority, ct),
                CertificateStep.Publish s => PublishAsync(s, ct),
                CertificateStep.Sign s => SignAsync(serving, view, s, ct),
                CertificateStep.Wait => Task.CompletedTask,
                _ => throw new UnreachableException($"{step}"),
            });
        }
        catch (ApiException e) when (e.IsConflict || e.IsAlreadyExists || e.IsNotFound)
        {
            LogOvertaken(step.GetType().Name, e.Message);
            return new CertificateStep.Wait();
        }
        return step;
    }

    private async Task<CertificatesView> ViewAsync(V1Secret? authority, V1Secret? serving, CancellationToken ct)
    {
        var configurations = new List<CallingConfiguration>();
        foreach (var type in new[] { ResourceTypes.MutatingWebhookConfigurations, ResourceTypes.ValidatingWebhookConfigurations })
        {
            // Absent while the chart is not wholly applied.
            if (await _client.FindAsync(type, _service.Name, null, ct) is { } found)
                configurations.Add(CallingConfiguration.Of(type, found, _service));
        }
        var view = new CertificatesView
        {
            Now = _time.GetUtcNow(),
            Names = _names,
            Settle = TimeSpan.FromSeconds(_options.SettleSeconds),
            Retire = TimeSpan.FromDays(_options.RetireDays),
            Authority = StoredPair.Read(authority, "ca.crt", "ca.key", signs: true),
            Formers = Certificate.AllIn(authority?.Data?.GetValueOrDefault("former.crt")),
            Serving = StoredPair.Read(serving, "tls.crt", "tls.key"),
            Configurations = configurations,
        };
        return view with { PublishedFor = PublishedFor(view) };
    }

    private TimeSpan PublishedFor(CertificatesView view)
    {
        if (!view.IsPublished) _published = null;
        else if (_published?.Bundle != view.Bundle) _published = (view.Bundle!, _time.GetTimestamp());
        return _published is { Since: var since } ? _time.GetElapsedTime(since) : TimeSpan.Zero;
    }
}
