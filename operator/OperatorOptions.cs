using Onair.Hosting.Settings;

namespace Onair.Operator;

/// <summary>Settings of the operator: configuration section <c>Onair</c>, environment <c>Onair__…</c>.</summary>
internal sealed class OperatorOptions
{
    /// <summary>Name of this cluster, for the tag <c>onair.dev/cluster</c>.</summary>
    public string ClusterName { get; set; } = "default";

    /// <summary>The one namespace to watch for streams; all when empty.</summary>
    public string WatchNamespace { get; set; } = "";

    /// <summary>Namespace of the leader election's Lease; the pod's own when empty.</summary>
    public string LeaseNamespace { get; set; } = "";

    /// <summary>
    /// The hosts, as <c>host</c> or <c>host:port</c>, that a MediaProvider with <c>webIdentity</c> may name in its <c>endpointUrl</c>: the
    /// service account token is sent there.
    /// </summary>
    public IReadOnlyList<string> WebIdentityHosts { get; set; } = [];

    /// <summary>
    /// Whether a Secret that an object names must have the label <c>onair.dev/readable=true</c>. Otherwise those without it are read, each with a
    /// warning.
    /// </summary>
    public bool RequireSecretLabel { get; set; } = true;

    /// <summary>Streams that are worked on at the same time.</summary>
    public int MaxConcurrentReconciles { get; set; } = 16;

    /// <summary>How often the archives of running sessions are looked at for new segments, in seconds.</summary>
    public double ArchivePollSeconds { get; set; } = 30;

    /// <summary>How recordings are cut.</summary>
    public SplitterOptions Splitter { get; set; } = new();

    /// <summary>How video services are asked.</summary>
    public VideoOptions Video { get; set; } = new();

    /// <summary>How events are delivered.</summary>
    public EventOptions Events { get; set; } = new();

    /// <summary>How soon to look again at a transition in AWS, in seconds.</summary>
    public double TransitionPollSeconds { get; set; } = 5;

    /// <summary>How often the channels of an account are listed, in seconds.</summary>
    public double SweepSeconds { get; set; } = 10;

    /// <summary>How often the alerts of a running channel are read at most, in seconds; less often when many channels share the account.</summary>
    public double RunningPollSeconds { get; set; } = 10;

    /// <summary>How often a stream whose channel is idle is reconciled, in seconds.</summary>
    public double IdlePollSeconds { get; set; } = 120;

    /// <summary>How soon to try again what a quota of the account refused, in seconds. A deletion by Onair in the same account wakes before.</summary>
    public double QuotaPollSeconds { get; set; } = 300;

    /// <summary>How often the Secrets that Onair wrote are looked at, in seconds; less often when there are more than 50 for each second.</summary>
    public double SecretSeconds { get; set; } = 5;

    /// <summary>
    /// How long a read in AWS may lag behind a write, in seconds. A recorded resource counts as deleted when it was not found for one and
    /// a half times as long.
    /// </summary>
    public double ReadLagSeconds { get; set; } = 60;

    /// <summary>
    /// How long CloudFront takes at most to deploy an edit, in seconds. A distribution that is edited again and again is never Deployed; the
    /// URL of a stream in it is published after this time. Older editions of "Updating a distribution" in the CloudFront guide name 15 minutes.
    /// </summary>
    public double DeploymentSeconds { get; set; } = 900;

    /// <summary>How long a channel may run before MediaLive raises an alert about its input, in seconds; until then no alert proves nothing.</summary>
    public double InputGraceSeconds { get; set; } = 30;

    /// <summary>For the estimates in <c>status.cost</c>.</summary>
    public PriceTable Prices { get; set; } = new();

    /// <summary>How often all resources of a stream are compared with the spec at most, in seconds; less often when many share the account.</summary>
    public double DriftCheckSeconds { get; set; } = 900;

    /// <summary>
    /// How long lists of an account have to show a resource without its object before it is reported as orphaned, in seconds; and how often an
    /// account without objects is listed.
    /// </summary>
    public double OrphanSeconds { get; set; } = 300;

    /// <summary>How Connectors run.</summary>
    public ConnectorOptions Connector { get; set; } = new();

    /// <summary>The signaling service of BroadcastSites.</summary>
    public SignalingOptions Signaling { get; set; } = new();

    /// <summary>The serving certificate of the admission webhook.</summary>
    public WebhookOptions Webhook { get; set; } = new();

    /// <summary>Reads the settings; <paramref name="all"/> collects the errors in them.</summary>
    public static OperatorOptions Read(SettingsReader all)
    {
        var (settings, usual) = (all.In("Onair"), new OperatorOptions());
        return new()
        {
            ClusterName = settings.Text(nameof(ClusterName)) ?? usual.ClusterName,
            WatchNamespace = settings.Text(nameof(WatchNamespace)) ?? usual.WatchNamespace,
            LeaseNamespace = settings.Text(nameof(LeaseNamespace)) ?? usual.LeaseNamespace,
            WebIdentityHosts = settings.Texts(nameof(WebIdentityHosts)),
            RequireSecretLabel = settings.Flag(nameof(RequireSecretLabel), usual.RequireSecretLabel),
            MaxConcurrentReconciles = settings.Number(nameof(MaxConcurrentReconciles), usual.MaxConcurrentReconciles, 1, 10_000),
            ArchivePollSeconds = settings.Period(nameof(ArchivePollSeconds), usual.ArchivePollSeconds),
            Splitter = SplitterOptions.Read(settings.In(nameof(Splitter))),
            Video = VideoOptions.Read(settings.In(nameof(Video))),
            Events = EventOptions.Read(settings.In(nameof(Events))),
            TransitionPollSeconds = settings.Period(nameof(TransitionPollSeconds), usual.TransitionPollSeconds),
            SweepSeconds = settings.Period(nameof(SweepSeconds), usual.SweepSeconds),
            RunningPollSeconds = settings.Period(nameof(RunningPollSeconds), usual.RunningPollSeconds),
            IdlePollSeconds = settings.Period(nameof(IdlePollSeconds), usual.IdlePollSeconds),
            QuotaPollSeconds = settings.Period(nameof(QuotaPollSeconds), usual.QuotaPollSeconds),
            SecretSeconds = settings.Period(nameof(SecretSeconds), usual.SecretSeconds),
            ReadLagSeconds = settings.Delay(nameof(ReadLagSeconds), usual.ReadLagSeconds),
            DeploymentSeconds = settings.Delay(nameof(DeploymentSeconds), usual.DeploymentSeconds),
            InputGraceSeconds = settings.Delay(nameof(InputGraceSeconds), usual.InputGraceSeconds),
            Prices = PriceTable.Read(settings.In(nameof(Prices))),
            DriftCheckSeconds = settings.Period(nameof(DriftCheckSeconds), usual.DriftCheckSeconds),
            OrphanSeconds = settings.Period(nameof(OrphanSeconds), usual.OrphanSeconds),
            Connector = ConnectorOptions.Read(settings.In(nameof(Connector))),
            Signaling = SignalingOptions.Read(settings.In(nameof(Signaling))),
            Webhook = WebhookOptions.Read(settings.In(nameof(Webhook))),
        };
    }
}
