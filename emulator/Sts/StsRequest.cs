using System.Globalization;
using System.Text.RegularExpressions;
using Onair.Emulator.Auth;

namespace Onair.Emulator.Sts;

/// <summary>The parameters of a call in the query protocol, checked by STS's documented constraints.</summary>
internal sealed partial class StsRequest(IReadOnlyDictionary<string, string> parameters)
{
    public string Action => parameters.GetValueOrDefault("Action", "");

    public static async Task<StsRequest> ReadAsync(HttpRequest request)
    {
        var parameters = request.Query.ToDictionary(p => p.Key, p => p.Value.ToString());
        if (request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync(request.HttpContext.RequestAborted))
                parameters[name] = value.ToString();
        }

        return new StsRequest(parameters);
    }

    /// <summary>Whether the request has a parameter, or one of a list's items.</summary>
    public bool Has(string name) => parameters.Keys.Any(k => k == name || k.StartsWith(name + ".", StringComparison.Ordinal));

    public string Text(string name, int least, int most)
    {
        var value = parameters.GetValueOrDefault(name);
        if (string.IsNullOrEmpty(value)) throw Invalid(name, value, "Member must not be null");
        if (value.Length < least) throw Invalid(name, value, $"Member must have length greater than or equal to {least}");
        if (value.Length > most) throw Invalid(name, value, $"Member must have length less than or equal to {most}");
        return value;
    }

    /// <summary>A session's or user's name.</summary>
    public string Name(string name, int most)
    {
        var value = Text(name, 2, most);
        return NamePattern().IsMatch(value)
            ? value
            : throw Invalid(name, value, @"Member must satisfy regular expression pattern: [\w+=,.@-]*");
    }

    /// <summary>A role's account and name; the path, if any, takes no part in what follows.</summary>
    public (string Account, string Name) Role()
    {
        var arn = Text("RoleArn", 20, 2048);
        var match = RolePattern().Match(arn);
        return match.Success
            ? (match.Groups["account"].Value, match.Groups["name"].Value)
            : throw new AwsException(400, "ValidationError", $"{arn} is invalid");
    }

    public TimeSpan Duration(int otherwise, int most)
    {
        const int Least = 900;
        if (parameters.GetValueOrDefault("DurationSeconds") is not { Length: > 0 } text) return TimeSpan.FromSeconds(otherwise);
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            throw Invalid("DurationSeconds", text, "Member must be an integer");
        if (seconds < Least) throw Invalid("DurationSeconds", text, $"Member must have value greater than or equal to {Least}");
        if (seconds > most) throw Invalid("DurationSeconds", text, $"Member must have value less than or equal to {most}");
        return TimeSpan.FromSeconds(seconds);
    }

    private static AwsException Invalid(string name, string? value, string rule) => new(400, "ValidationError",
        $"1 validation error detected: Value {(value is null ? "null" : $"'{value}'")} at "
        + $"'{char.ToLowerInvariant(name[0])}{name[1..]}' failed to satisfy constraint: {rule}");

    [GeneratedRegex(@"^[\w+=,.@-]*$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^arn:aws[a-z-]*:iam::(?<account>\d{12}):role/(?:[!-~]+/)?(?<name>[\w+=,.@-]{1,64})$")]
    private static partial Regex RolePattern();
}
