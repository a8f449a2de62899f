using Onair.Api.MediaProviders.Video;
using Onair.VideoActions.Compilation;
using Onair.VideoActions.Templates;

namespace Onair.VideoActions.Requests;

/// <summary>A request of an action map.</summary>
internal sealed class RequestTemplate
{
    private const int MaxBody = 65_536;
    private readonly UrlTemplate _url;
    private readonly HeaderTemplates _all;
    private readonly HeaderTemplates _own;
    private readonly Template? _body;
    private readonly HttpMethod _method;

    private RequestTemplate(HttpMethod method, UrlTemplate url, HeaderTemplates all, HeaderTemplates own, Template? body) =>
        (_method, _url, _all, _own, _body) = (method, url, all, own, body);

    /// <summary>Compiles a request and renders it with samples; returns null when it is invalid.</summary>
    /// <param name="map">The compilation.</param>
    /// <param name="field">The field of the request.</param>
    /// <param name="spec">What is declared.</param>
    /// <param name="all">Headers of all requests.</param>
    /// <param name="scope">The values that its templates can use.</param>
    /// <param name="samples">Sample data for rendering.</param>
    public static RequestTemplate? Compile(
        MapCompilation map, string field, VideoRequestSpec? spec, HeaderTemplates all, TemplateScope scope, IReadOnlyList<TemplateData> samples)
    {
        if (spec is null) return map.Fail<RequestTemplate>(field, null, "is required");
        var url = UrlTemplate.Compile(map, $"{field}.url", spec.Url, scope, samples);
        var own = HeaderTemplates.Compile(map, $"{field}.headers", spec.Headers, scope, samples);
        var body = spec.Body is null ? null : Template.Compile(map, $"{field}.body", spec.Body, TemplateKind.Body, scope, credentials: true);
        if (spec.Body is not null && spec.Method == VideoMethod.GET) map.Fail($"{field}.body", null, "must be absent: a GET request has no body");
        if (body is not null && samples.Any(sample => Json(body, sample) is null))
            return map.Fail<RequestTemplate>($"{field}.body", body.Text, "must render JSON, with and without optional values");
        return url is null || (spec.Body is not null && body is null) ? null : new(Method(spec.Method), url, all, own, body);
    }

    /// <summary>Renders the request.</summary>
    /// <exception cref="ActionException">A template renders something invalid.</exception>
    public VideoRequest Render(VideoAction action, TemplateData data)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        _all.Render(data, headers);
        _own.Render(data, headers);
        var body = _body is null ? null : Json(_body, data) ?? throw new ActionException($"{_body.Field}: must render JSON of at most {MaxBody} characters");
        return new(action, _method, _url.Render(data), [.. headers], body);
    }

    private static string? Json(Template body, TemplateData data) =>
        body.Render(data) is { Length: <= MaxBody } text ? JsonText.WithoutNulls(text) : null;

    private static HttpMethod Method(VideoMethod method) => method switch
    {
        VideoMethod.POST => HttpMethod.Post,
        VideoMethod.PUT => HttpMethod.Put,
        VideoMethod.PATCH => HttpMethod.Patch,
        VideoMethod.DELETE => HttpMethod.Delete,
        _ => HttpMethod.Get,
    };
}
