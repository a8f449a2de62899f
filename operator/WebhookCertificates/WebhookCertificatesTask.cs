using System.Diagnostics;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.LeaderElection;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Operator.WebhookCertificates;

/// <summary>
/// Maintains the admission webhook's authority, its serving certificate, the CA bundles by which API servers trust it and the token by which it knows them. All
/// its state is in the Secrets and the configurations; each is written only if it is still the version that was read.
/// </summary>
internal sealed partial class WebhookCertificatesTask : ILeaderTask
{
    // More than any sequence needs. Reaching it means that somebody else keeps undoing the steps, which is not worth a race.
    private const int StepsAtOnce = 8;

    private readonly KubernetesClient _client;
    private readonly SecretReader _reader;
    private readonly InstalledSecretWriter _writer;
    private readonly EventRecorder _events;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookCertificatesTask> _logger;
    private readonly WebhookOptions _options;
    private readonly NamespacedName _service;
    private readonly IReadOnlyList<string> _names;

    // A new leader starts over, which only costs a short wait.
    private readonly Since _bundle;
    private readonly Since _stored;
    private readonly Since _paths;

    public WebhookCertificatesTask(
        KubernetesClient client, SecretReader reader, InstalledSecretWriter writer, EventRecorder events, OperatorOptions options, TimeProvider time,
        ILogger<WebhookCertificatesTask> logger)
    {
        (_client, _reader, _writer) = (client, reader, writer);
        (_events, _options, _time, _logger) = (events, options.Webhook, time, logger);
        (_bundle, _stored, _paths) = (new(time), new(time), new(time));
        _service = new(_options.Namespace.Length > 0 ? _options.Namespace : client.Configuration.Namespace, _options.ServiceName);
        var host = $"{_service.Name}.{_service.Namespace}";
        _names = [$"{host}.svc", $"{host}.svc.cluster.local", host];
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var steps = 1; ; steps++)
            {
                if (await RoundAsync(cancellationToken) is not CertificateStep.Wait && steps < StepsAtOnce) continue;
                steps = 0;
                await Task.Delay(TimeSpan.FromSeconds(_options.CheckSeconds), _time, cancellationToken);
            }
        }
        finally
        {
            // Only the leader reports the expiry.
            CertificateMetrics.Forget();
        }
    }

    /// <summary>Looks, decides and takes one step. A step that conflicts with another write is left for a later round.</summary>
    internal async Task<CertificateStep> RoundAsync(CancellationToken cancellationToken)
    {
        var authority = _options.IssuedByOthers
            ? null : await _reader.FindInstalledAsync($"{_service.Name}-ca", _service.Namespace, cancellationToken);
        var serving = await _reader.FindInstalledAsync($"{_service.Name}-tls", _service.Namespace, cancellationToken);
        var view = await ViewAsync(authority, serving, cancellationToken);
        if (!view.IsIssuedByOthers) CertificateMetrics.See(view);
        var step = DecideCertificates.Next(view);
        try
        {
            await (step switch
            {
                CertificateStep.RenewAuthority s => RenewAuthorityAsync(authority, s, cancellationToken),
                CertificateStep.RetireFormers => RetireFormersAsync(authority, cancellationToken),
                CertificateStep.Publish s => PublishAsync(s, cancellationToken),
                CertificateStep.Sign s => SignAsync(serving, view, s, cancellationToken),
                CertificateStep.RenewToken s => WriteTokensAsync(serving, StoredTokens.Renew(s.Formers), cancellationToken),
                CertificateStep.RetireTokens => WriteTokensAsync(serving, view.Tokens with { Formers = [] }, cancellationToken),
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

    private async Task<CertificatesView> ViewAsync(V1Secret? authority, V1Secret? serving, CancellationToken cancellationToken)
    {
        var configurations = new List<CallingConfiguration>();
        foreach (var type in new[] { BuiltInResources.MutatingWebhookConfigurations, BuiltInResources.ValidatingWebhookConfigurations })
        {
            // Absent until the chart is fully applied.
            if (await _client.FindAsync(type, _service.Name, null, cancellationToken) is { } found)
                configurations.Add(CallingConfiguration.Of(type, found, _service));
        }
        var view = new CertificatesView
        {
            Now = _time.GetUtcNow(),
            Names = _names,
            Settle = TimeSpan.FromSeconds(_options.SettleSeconds),
            Retire = TimeSpan.FromDays(_options.RetireDays),
            Authority = StoredPair.Read(authority, "ca.crt", "ca.key", signs: true),
            Formers = Certificate.AllIn(authority?.GetData("former.crt")),
            Serving = StoredPair.Read(serving, "tls.crt", "tls.key"),
            Configurations = configurations,
            IsIssuedByOthers = _options.IssuedByOthers,
            HasServing = serving is not null,
            Tokens = StoredTokens.Read(serving),
            Spread = TimeSpan.FromSeconds(_options.SpreadSeconds),
        };
        return view with
        {
            PublishedFor = _bundle.Of(view.IsPublished ? view.Bundle : null),
            TokenStoredFor = _stored.Of(view.Tokens.Current),
            PathsPublishedFor = _paths.Of(view.ArePathsPublished ? view.Tokens.Current : null),
        };
    }
}
