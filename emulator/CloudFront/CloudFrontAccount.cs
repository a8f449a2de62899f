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

    /// <summary>Whether viewers are served by the last configuration, everywhere.</summary>
    public bool IsDeployed(Distribution row) => AsOfNow(row).Due is null;

    /// <summary>What viewers are served by; null until a first configuration is deployed.</summary>
    public JsonObject? Served(Distribution row) => AsOfNow(row) is { Due: not null } now ? now.Deployed : row.Config;

    /// <summary>
    /// The row with a new configuration. An edit during a deployment does not start it over: edge locations go on taking over what they
    /// were sent ("Update a distribution" in the CloudFront guide). It is deployed next.
    /// </summary>
    public Distribution WithConfig(Distribution row, JsonObject config)
    {
        var now = AsOfNow(row);
        var edited = now with { ETag = NewId(), LastModified = Now, Config = defaults.Fill(config, "DistributionConfig") };
        return now.Due is null
            ? edited with { Due = Now + DeploymentTime, Deployed = now.Config.Count > 0 ? now.Config : null }
            : edited with { Deploying = now.Deploying ?? now.Config };
    }

    private TimeSpan DeploymentTime => Options.Delay(120);

    /// <summary>A deployment has no side effect, so its state follows from the clock.</summary>
    private Distribution AsOfNow(Distribution row)
    {
        while (row.Due is { } due && Now >= due)
        {
            row = row.Deploying is null
                ? row with { Due = null, Deployed = null }
                : row with { Due = due + DeploymentTime, Deployed = row.Deploying, Deploying = null };
        }

        return row;
    }
}
