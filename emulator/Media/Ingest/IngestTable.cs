using System.Text.RegularExpressions;

namespace Onair.Emulator.Media.Ingest;

/// <summary>What is accepted now. Immutable; a new one replaces it whole.</summary>
internal sealed partial class IngestTable
{
    /// <summary>The application of <see cref="IPushIngest"/>, as in the URLs of IVS's ingest servers.</summary>
    public const string PushApplication = "app";

    private readonly Dictionary<(int Pipeline, string Application, string Instance), IngestEndpoint> _endpoints = [];

    public static IngestTable Empty { get; } = new([]);

    /// <exception cref="ArgumentException">An application name cannot be written into a configuration file.</exception>
    public IngestTable(IEnumerable<IngestEndpoint> endpoints)
    {
        foreach (var endpoint in endpoints)
        {
            Check(endpoint);
            _endpoints[(endpoint.Pipeline, endpoint.Application, endpoint.Instance)] = endpoint;
        }
    }

    /// <summary>Of one port; <c>live</c> is always there, and <c>app</c> on the first, so that the usual input needs no new configuration.</summary>
    public IReadOnlyList<string> Applications(int pipeline)
    {
        IEnumerable<string> always = pipeline == 0 ? [PushApplication, "live"] : ["live"];
        return [.. _endpoints.Keys.Where(k => k.Pipeline == pipeline).Select(k => k.Application).Concat(always).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <exception cref="ArgumentException">An application name cannot be written into a configuration file.</exception>
    public static void Check(IEnumerable<IngestEndpoint> endpoints)
    {
        foreach (var endpoint in endpoints) Check(endpoint);
    }

    /// <summary>All stream names, which are secrets.</summary>
    public IEnumerable<string> Instances => _endpoints.Keys.Select(k => k.Instance).Where(i => i.Length > 0);

    public IngestEndpoint? Find(int pipeline, string application, string instance) =>
        _endpoints.GetValueOrDefault((pipeline, application, instance));

    /// <summary>
    /// The internal name of a stream. The stream key stays in the ingest: it appears neither in command lines nor in logs.
    /// </summary>
    public static string InternalName(string inputId, int pipeline) => $"input-{Unsafe().Replace(inputId, "_")}-{pipeline}";

    private static void Check(IngestEndpoint endpoint)
    {
        if (SafeName().IsMatch(endpoint.Application)) return;
        throw new ArgumentException(
            $"Application '{endpoint.Application}' of input {endpoint.InputId} must consist of letters, digits, '.', '_' and '-'.", nameof(endpoint));
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,128}\z")]
    private static partial Regex SafeName();

    [GeneratedRegex("[^A-Za-z0-9]")]
    private static partial Regex Unsafe();
}
