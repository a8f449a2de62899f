using System.Text.RegularExpressions;
using Onair.Api.MediaProviders.Video;
using Onair.VideoActions.Compilation;
using Onair.VideoActions.Mux;

namespace Onair.VideoActions.Maps;

/// <summary>The values that templates can use as variables.</summary>
internal static partial class VariableRules
{
    private const string Field = "spec.video.variables";
    private const int MaxLength = 2048;
    private static readonly string[] Urls = ["api", "stream", "image"];

    /// <summary>Returns the provider's variables, with Mux's defaults for the rest if it uses the action map for Mux.</summary>
    public static IReadOnlyDictionary<string, string> Of(VideoSpec spec)
    {
        var own = spec.Variables ?? new Dictionary<string, string>();
        var all = new Dictionary<string, string>(spec.Actions is null ? BuiltInMap.Mux.Variables : new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (name, value) in own) all[name] = value ?? "";
        return all;
    }

    /// <summary>Checks the declared variables.</summary>
    public static void Check(MapCompilation map, VideoSpec spec)
    {
        foreach (var (name, value) in spec.Variables ?? new Dictionary<string, string>())
        {
            var field = $"{Field}[{name}]";
            if (!Name().IsMatch(name)) map.Fail(Field, name, "names must consist of letters, digits, _ and -, and begin with a letter");
            else if (value is null or { Length: > MaxLength } || value.Any(char.IsControl)) map.Fail(field, null, $"must be a single line of at most {MaxLength} characters");
            else if (spec.Actions is not null) continue;
            else if (!BuiltInMap.Mux.Variables.ContainsKey(name)) map.Fail(Field, name, $"must be one of {string.Join(", ", BuiltInMap.Mux.Variables.Keys)}, the variables of the action map for Mux");
            else if (Urls.Contains(name) && !IsBaseUrl(value)) map.Fail(field, value, "must be an absolute http or https URL without a trailing /");
            else if (name == "test" && value is not ("true" or "false")) map.Fail(field, value, "must be true or false");
        }
    }

    private static bool IsBaseUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { UserInfo: "", Query: "", Fragment: "" } && !text.EndsWith('/');

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,62}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
