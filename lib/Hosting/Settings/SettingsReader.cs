using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace Onair.Hosting.Settings;

/// <summary>
/// Reads the settings of a program and collects all errors. Each error names the environment variable, its value unless it is a secret, and
/// the rule. After an error the fallback is returned, so that the other settings are checked too.
/// </summary>
public sealed class SettingsReader
{
    private const string Hidden = "…";

    // 30 days: a timer cannot wait longer than 49.
    private const double LongestSeconds = 2_592_000;

    private readonly IConfiguration _configuration;
    private readonly string _prefix;
    private readonly Findings _findings;

    /// <summary>Reads the settings whose names begin with a prefix.</summary>
    /// <param name="configuration">The program's configuration.</param>
    /// <param name="prefix">The prefix, e.g. <c>DOWNSTREAM_SERVICE_</c>.</param>
    public SettingsReader(IConfiguration configuration, string prefix = "")
        : this(configuration, prefix, new())
    {
    }

    private SettingsReader(IConfiguration configuration, string prefix, Findings findings) =>
        (_configuration, _prefix, _findings) = (configuration, prefix, findings);

    /// <summary>All errors, those of the sections included, in the order in which the settings were read.</summary>
    public IReadOnlyList<string> Errors => _findings.Errors;

    /// <summary>Reads a section of these settings. Both collect their errors in one list.</summary>
    public SettingsReader In(string section) => new(_configuration, $"{_prefix}{section}:", _findings);

    /// <summary>Reads the settings whose names begin with a prefix. Both collect their errors in one list.</summary>
    public SettingsReader Prefixed(string prefix) => new(_configuration, _prefix + prefix, _findings);

    /// <summary>A text without white space around it; null when it is empty or not set.</summary>
    public string? Text(string name) => _configuration[_prefix + name]?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A secret, unchanged; empty when it is not set.</summary>
    public string Secret(string name) => _configuration[_prefix + name] ?? "";

    /// <summary>A list: <c>NAME__0</c>, <c>NAME__1</c> and so on.</summary>
    /// <param name="name">The list.</param>
    /// <param name="rule">Returns the rule that an item breaks; null when it breaks none.</param>
    public IReadOnlyList<string> Texts(string name, Func<string, string?>? rule = null)
    {
        var texts = new List<string>();
        foreach (var item in _configuration.GetSection(_prefix + name).GetChildren())
        {
            if (item.Value?.Trim() is not { } text) continue;
            texts.Add(text);
            if (rule?.Invoke(text) is { } broken) Wrong($"{name}:{item.Key}", text, broken);
        }
        return texts.ToArray();
    }

    /// <summary>A list of networks, e.g. <c>10.1.0.0/16</c>.</summary>
    public IReadOnlyList<string> Networks(string name) =>
        Texts(name, text => IPNetwork.TryParse(text, out _) ? null : "must be a network such as 10.1.0.0/16 or fd00::/8");

    /// <summary>A whole number.</summary>
    public int Number(string name, int fallback, int least, int most)
    {
        if (Text(name) is not { } text) return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Wrong(name, text, $"must be a whole number from {least} to {most}");
        return fallback;
    }

    /// <summary>A number that may be a fraction, at least 0.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="fallback">Its value when it is not set.</param>
    /// <param name="most">The largest value.</param>
    /// <param name="orZero">Whether 0 is valid.</param>
    public double Amount(string name, double fallback, double most, bool orZero = false)
    {
        if (Text(name) is not { } text) return fallback;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && (orZero ? number >= 0 : number > 0) && number <= most) return number;
        Wrong(name, text, string.Create(CultureInfo.InvariantCulture, $"must be a number {(orZero ? "from 0 to" : "greater than 0 and at most")} {most}"));
        return fallback;
    }

    /// <summary>How often to do something, in seconds: more than 0.</summary>
    public double Period(string name, double fallback) => Amount(name, fallback, LongestSeconds);

    /// <summary>How long to wait for something, in seconds; 0 for not at all.</summary>
    public double Delay(string name, double fallback) => Amount(name, fallback, LongestSeconds, orZero: true);

    /// <summary>A port that no setting before it names.</summary>
    public int Port(string name, int fallback)
    {
        var port = Number(name, fallback, 1, 65535);
        if (_findings.Ports.TryAdd(port, Variable(name))) return port;
        Wrong(name, port.ToString(CultureInfo.InvariantCulture), $"must not be the same as {_findings.Ports[port]}");
        return port;
    }

    /// <summary>True or false, in the words that people use for it.</summary>
    public bool Flag(string name, bool fallback)
    {
        switch (Text(name)?.ToUpperInvariant())
        {
            case null: return fallback;
            case "TRUE" or "1" or "YES" or "ON": return true;
            case "FALSE" or "0" or "NO" or "OFF": return false;
            default:
                Wrong(name, Text(name), "must be true or false");
                return fallback;
        }
    }

    /// <summary>One of the words of an enum, in any case.</summary>
    public T Word<T>(string name, T fallback)
        where T : struct, Enum
    {
        if (Text(name) is not { } text) return fallback;
        if (Enum.GetNames<T>().FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word) return Enum.Parse<T>(word);
        Wrong(name, text, $"must be one of {string.Join(", ", Enum.GetNames<T>())}");
        return fallback;
    }

    /// <summary>An http or https URL to append paths to, without a slash at the end; empty after an error.</summary>
    public string BaseUrl(string name)
    {
        var text = Text(name);
        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.UserInfo.Length == 0 && !text.Contains('?', StringComparison.Ordinal) && !text.Contains('#', StringComparison.Ordinal)) return text.TrimEnd('/');
        // A user may come with a password, and a query with a token.
        Wrong(name, text is null ? null : text.AsSpan().ContainsAny("@?#") ? Hidden : text, "must be an http or https URL without user, query and fragment");
        return "";
    }

    /// <summary>Records a setting whose value breaks a rule.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="value">Its value, never a secret's; null when it is not set.</param>
    /// <param name="rule">The rule.</param>
    public void Wrong(string name, string? value, string rule) =>
        _findings.Errors.Add($"{Variable(name)}: {(value is null ? "Required value" : $"Invalid value: \"{value}\"")}: {rule}");

    /// <summary>Records a secret that breaks a rule.</summary>
    public void WrongSecret(string name, string rule) => Wrong(name, Secret(name).Length == 0 ? null : Hidden, rule);

    private string Variable(string name) => (_prefix + name).Replace(":", "__", StringComparison.Ordinal);

    private sealed class Findings
    {
        public List<string> Errors { get; } = [];

        // The variable that each port is from.
        public Dictionary<int, string> Ports { get; } = [];
    }
}
