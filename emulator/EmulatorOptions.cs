using Onair.Emulator.Mux;
using Onair.Emulator.Sink;
using Onair.Emulator.Site;

namespace Onair.Emulator;

/// <summary>The emulator's configuration: section <c>Emulator</c> of appsettings, or <c>Emulator__Name</c> variables.</summary>
internal sealed class EmulatorOptions
{
    /// <summary>Where the APIs, playback and the admin page listen.</summary>
    public string Urls { get; set; } = "http://0.0.0.0:8080";

    /// <summary>All state lives below; it survives a restart.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Base of the URLs given to viewers, without a slash at the end; empty for the loopback address and <see cref="Urls"/>' port.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Host in the RTMP URLs given to encoders.</summary>
    public string IngestHost { get; set; } = "127.0.0.1";

    /// <summary>Ports in the RTMP URLs given to encoders, of an input's first and second destination; empty for <see cref="RtmpPorts"/>.</summary>
    public IList<int> IngestPorts { get; set; } = [];

    /// <summary>Ports the ingest listens on; empty for 1935 and 1936.</summary>
    public IList<int> RtmpPorts { get; set; } = [];

    /// <summary>Port that IVS's ingest takes RTMPS on.</summary>
    public int RtmpsPort { get; set; } = 4443;

    /// <summary>Port in IVS's ingest endpoints; 0 for <see cref="RtmpsPort"/>.</summary>
    public int IngestRtmpsPort { get; set; }

    /// <summary>PEM file with the certificate of <see cref="RtmpsPort"/>; empty for a certificate that nobody has signed.</summary>
    public string RtmpsCertificateFile { get; set; } = "";

    /// <summary>PEM file with the key of that certificate; empty when it is in the same file.</summary>
    public string RtmpsKeyFile { get; set; } = "";

    public string Region { get; set; } = "us-east-1";

    public string AccountId { get; set; } = "000000000000";

    /// <summary>The only credentials besides those STS hands out.</summary>
    public string AccessKeyId { get; set; } = "onair";

    /// <summary>See <see cref="AccessKeyId"/>.</summary>
    public string SecretAccessKey { get; set; } = "onair-secret";

    /// <summary>Factor on AWS's durations: 1 is as slow as AWS, 0 is immediate.</summary>
    public double DelayScale { get; set; } = 1;

    /// <summary>Whether channels move real media. Without it, they only change their state, and <see cref="Admin.ReceivingRoutes"/> says what they receive.</summary>
    public bool Media { get; set; } = true;

    /// <summary>Sent to SPEKE key servers as proof of identity; empty for none. See <see cref="Media.MediaOptions"/>.</summary>
    public string SpekeSecret { get; set; } = "";

    /// <summary>How long a new MediaPackage channel stays unknown to MediaLive.</summary>
    public int EventualConsistencyMilliseconds { get; set; }

    /// <summary>Queue that EventBridge delivers MediaLive's events to, one of <see cref="SeedOptions.Queues"/>; empty for none.</summary>
    public string EventQueue { get; set; } = "";

    public QuotaOptions Quotas { get; set; } = new();

    public RateLimitOptions RateLimit { get; set; } = new();

    public SeedOptions Seed { get; set; } = new();

    public MuxOptions Mux { get; set; } = new();

    public SinkOptions Sink { get; set; } = new();

    /// <summary>The example web site with webcam broadcasts.</summary>
    public SiteOptions Site { get; set; } = new();

    /// <summary>The second of a number of AWS seconds, scaled.</summary>
    public TimeSpan Delay(double seconds) => TimeSpan.FromSeconds(seconds * DelayScale);

    /// <summary>Base of the viewers' URLs.</summary>
    public Uri ViewerBase() => PublicUrl.Length > 0
        ? new Uri(PublicUrl.TrimEnd('/'))
        : new Uri($"http://127.0.0.1:{new Uri(Urls.Split(';')[0].Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal)).Port}");

    /// <summary>IVS's ingest endpoint: a host as on AWS, when the port is that of AWS; else a URL with host and port.</summary>
    public string RtmpsEndpoint()
    {
        var port = IngestRtmpsPort > 0 ? IngestRtmpsPort : RtmpsPort;
        return port == 443 ? IngestHost : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rtmps://{IngestHost}:{port}");
    }

    /// <summary>The published ingest port of a destination.</summary>
    public int IngestPort(int destination)
    {
        var ports = IngestPorts.Count > 0 ? IngestPorts : RtmpPorts;
        return destination < ports.Count ? ports[destination] : 1935 + destination;
    }
}

/// <summary>Resources per account, AWS's defaults.</summary>
internal sealed class QuotaOptions
{
    public int Channels { get; set; } = 5;

    /// <summary>Channels with HEVC outputs.</summary>
    public int HevcChannels { get; set; } = 5;

    /// <summary>Channels with outputs that are larger than 1920 × 1080.</summary>
    public int UhdChannels { get; set; } = 1;

    /// <summary>Push inputs.</summary>
    public int Inputs { get; set; } = 5;

    public int PullInputs { get; set; } = 100;

    public int InputSecurityGroups { get; set; } = 5;

    public int PackageChannels { get; set; } = 30;

    /// <summary>Origin endpoints of one MediaPackage channel.</summary>
    public int EndpointsPerPackageChannel { get; set; } = 10;

    public int CacheBehaviors { get; set; } = 75;

    /// <summary>Active media pipelines of the Amazon Chime SDK: the default in us-east-1, elsewhere it is 10.</summary>
    public int MediaPipelines { get; set; } = 100;

    public int Origins { get; set; } = 100;

    public int Distributions { get; set; } = 200;

    public int IvsChannels { get; set; } = 5_000;

    public int IvsStreamKeysPerChannel { get; set; } = 1;

    public int IvsRecordingConfigurations { get; set; } = 20;

    public int IvsPlaybackKeyPairs { get; set; } = 3;
}

/// <summary>Request limits: MediaLive's here, IVS's as AWS documents them.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Whether there are any.</summary>
    public bool Enabled { get; set; } = true;

    public double PerSecond { get; set; } = 5;

    public int Burst { get; set; } = 30;
}

/// <summary>What exists from the first start on.</summary>
internal sealed class SeedOptions
{
    public IList<string> Buckets { get; set; } = [];

    /// <summary>SQS queues, with URLs of any host, the account and the name: <c>http://host:8080/000000000000/name</c>.</summary>
    public IList<string> Queues { get; set; } = [];

    /// <summary>Id of a distribution whose default answers 403; empty for none.</summary>
    public string DistributionId { get; set; } = "";

    /// <summary>The bucket that this distribution serves below <c>/hls/</c>; empty for none.</summary>
    public string HlsBucket { get; set; } = "";
}
