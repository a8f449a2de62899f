using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
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

    private async Task RenewAuthorityAsync(V1Secret? secret, CertificateStep.RenewAuthority step, CancellationToken ct)
    {
        var pair = Issue.Authority(_time.GetUtcNow(), TimeSpan.FromDays(_options.CaDays));
        var written = await WriteAsync(
            secret, $"{_service.Name}-ca", "Opaque",
            [
                ("ca.crt", pair.Certificate.Pem), ("ca.key", pair.KeyPem),
                ("former.crt", step.Formers.Count > 0 ? string.Concat(step.Formers.Select(f => f.Pem)) : null),
            ],
            ct);
        Tell(written, "AuthorityRenewed", pair.Certificate, step.Reason, step.Unexpected);
    }

    private async Task SignAsync(V1Secret? secret, CertificatesView view, CertificateStep.Sign step, CancellationToken ct)
    {
        var pair = Issue.Serving(view.Authority.Pair!, _names, _time.GetUtcNow(), TimeSpan.FromDays(_options.LeafDays));
        var written = await WriteAsync(
            secret, $"{_service.Name}-tls", "kubernetes.io/tls",
            [("tls.crt", pair.Certificate.Pem), ("tls.key", pair.KeyPem), ("ca.crt", view.Bundle)], ct);
        Tell(written, "CertificateRenewed", pair.Certificate, step.Reason, step.Unexpected);
    }

    private async Task RetireFormersAsync(V1Secret? secret, CancellationToken ct)
    {
        await WriteAsync(secret, $"{_service.Name}-ca", "Opaque", [("former.crt", null)], ct);
        LogRetired(_service.Namespace, $"{_service.Name}-ca");
    }

    private async Task PublishAsync(CertificateStep.Publish step, CancellationToken ct)
    {
        var (type, found) = (step.Configuration.Type, step.Configuration.Found);
        await _client.PatchAsync(type, found.Metadata.Name!, null, step.Configuration.With(step.Bundle), null, ct);
        LogPublished(type.Kind, found.Metadata.Name);
    }

    /// <summary>Creates the Secret, or changes these keys of it if it is still the one that was read.</summary>
    private Task<V1Secret> WriteAsync(V1Secret? secret, string name, string type, (string Key, string? Value)[] values, CancellationToken ct)
    {
        var present = values.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => Encoding.UTF8.GetBytes(v.Value!));
        if (secret is null)
            return _client.CreateAsync(
                ResourceTypes.Secrets, new() { Metadata = new() { Name = name, Namespace = _service.Namespace }, Type = type, Data = present }, ct);
        var data = new JsonObject();
        foreach (var (key, _) in values)
            data[key] = present.TryGetValue(key, out var bytes) ? JsonValue.Create(Convert.ToBase64String(bytes)) : null;
        var change = new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = secret.Metadata.ResourceVersion }, ["data"] = data };
        return _client.PatchAsync(ResourceTypes.Secrets, name, _service.Namespace, Patch.Merge(change), null, ct);
    }

    private void Tell(V1Secret secret, string what, Certificate certificate, string reason, bool unexpected)
    {
        var message = $"New certificate until {certificate.NotAfter.UtcDateTime:u}; of the former: {reason}";
        _events.Publish(secret, unexpected ? EventType.Warning : EventType.Normal, what, message);
        LogRenewed(unexpected ? LogLevel.Warning : LogLevel.Information, secret.Metadata.Namespace, secret.Metadata.Name, message);
    }
}
