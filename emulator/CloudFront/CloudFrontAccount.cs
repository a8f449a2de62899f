using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.CloudFront;

/// <summary>All CloudFront resources of the account.</summary>
internal sealed class CloudFrontAccount(FileStore files, EmulatorOptions options, TimeProvider time, ShapeDefaults defaults)
{
    private const string IdAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Held while a decision and its write are one step.</summary>
    public Lock Gate { get; } = new();

    public EmulatorOptions Options { get; } = options;

    public Table<Distribution> Distributions { get; } = new(files, "cloudfront-distributions", CloudFrontJson.Default.Distribution, d => d.Id);

    public Table<Invalidation> Invalidations { get; } = new(files, "cloudfront-invalidations", CloudFrontJson.Default.Invalidation, i => i.Id);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>E and 13 characters, as CloudFront's ids and ETags are.</summary>
    public static string NewId() => "E" + RandomNumberGenerator.GetString(IdAlphabet, 13);

    public static string Iso8601(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public string Arn(string id) => $"arn:aws:cloudfront::{Options.AccountId}:distribution/{id}";

    public Distribution Distribution(string id) => Distributions.TryGet(id, out var row)
        ? row
        : throw new OperationException("NoSuchDistribution", $"The specified distribution does not exist: {id}");

    /// <summary>Deployment has no side effect, so its state follows from the clock.</summary>
    public bool IsDeployed(Distribution row) => row.Due is not { } due || Now >= due;

    /// <summary>What viewers are served by; null until a first configuration is Deployed.</summary>
    public JsonObject? Served(Distribution row) => IsDeployed(row) ? row.Config : row.Deployed;

    /// <summary>The row with a new configuration: a new version that has yet to be deployed.</summary>
    public Distribution WithConfig(Distribution row, JsonObject config) => row with
    {
        ETag = NewId(),
        Due = Now + Options.Delay(120),
        LastModified = Now,
        Deployed = row.Config.Count > 0 ? Served(row) : null,
        Config = defaults.Fill(config, "DistributionConfig"),
    };
}
