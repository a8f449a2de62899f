using System.Globalization;
using Onair.Api.MediaProviders.Video;
using Onair.VideoActions.Compilation;
using Onair.VideoActions.Requests;
using Onair.VideoActions.Templates;

namespace Onair.VideoActions.Signing;

/// <summary>Templates of a URL for viewers.</summary>
internal sealed class ViewTemplate
{
    private const int MaxClaims = 20;
    private readonly UrlTemplate _url;
    private readonly UrlTemplate? _signedUrl;
    private readonly IReadOnlyList<KeyValuePair<string, Template>> _claims;

    private ViewTemplate(UrlTemplate url, UrlTemplate? signedUrl, IReadOnlyList<KeyValuePair<string, Template>> claims) =>
        (_url, _signedUrl, _claims) = (url, signedUrl, claims);

    /// <summary>Compiles the templates and renders them with samples; returns null when one is invalid.</summary>
    public static ViewTemplate? Compile(MapCompilation map, string field, ViewUrlSpec? spec, TemplateScope scope, IReadOnlyList<TemplateData> samples)
    {
        if (spec is null) return map.Fail<ViewTemplate>(field, null, "is required");
        var url = UrlTemplate.Compile(map, $"{field}.url", spec.Url, scope, samples);
        var signed = spec.SignedUrl is null ? null : UrlTemplate.Compile(map, $"{field}.signedUrl", spec.SignedUrl, scope.WithToken(), samples);
        if (spec.SignedUrl?.Contains("playback.token", StringComparison.Ordinal) == false)
            map.Fail($"{field}.signedUrl", spec.SignedUrl, "must contain {{playback.token}}");
        var claims = new List<KeyValuePair<string, Template>>();
        if (spec.Claims is { Count: > MaxClaims }) map.Fail($"{field}.claims", $"{spec.Claims.Count}", $"must be at most {MaxClaims}");
        if (spec.Claims is { Count: > 0 } && spec.SignedUrl is null) map.Fail($"{field}.claims", null, "requires signedUrl");
        foreach (var (name, text) in (spec.Claims ?? new Dictionary<string, string>()).Take(MaxClaims))
        {
            if (name is "sub" or "exp" or "kid" or "") map.Fail($"{field}.claims", name, "must not be sub, exp or kid, which every token already has");
            else if (text is null or "") continue;
            else if (Template.Compile(map, $"{field}.claims", text, TemplateKind.Text, scope, credentials: false) is { } claim) claims.Add(new(name, claim));
        }

        return url is null || (spec.SignedUrl is not null && signed is null) ? null : new(url, signed, claims);
    }

    /// <summary>The URL for the policy Public.</summary>
    public string Url(TemplateData data) => _url.Render(data).AbsoluteUri;

    /// <summary>Returns a token and the URL that contains it; null when there is no signed URL.</summary>
    public SignedUrl? Signed(Func<string?, TemplateData> data, string playbackId, SigningKey key, DateTimeOffset expires)
    {
        if (_signedUrl is null) return null;
        var values = data(null);
        var claims = _claims.Select(claim => KeyValuePair.Create(claim.Key, claim.Value.Render(values))).Where(claim => claim.Value.Length > 0)
            .Select(claim => KeyValuePair.Create(claim.Key, Value(claim.Value)));
        var token = key.Sign(playbackId, expires, [.. claims]);
        return new(token, _signedUrl.Render(data(token)).AbsoluteUri);
    }

    // Only what JSON writes in the same way is a number: 007 and 1e5 may be ids.
    private static object Value(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) && whole.ToString(CultureInfo.InvariantCulture) == text) return whole;
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && text.Length <= 15 && number.ToString(CultureInfo.InvariantCulture) == text
                ? (double)number : text;
    }
}
