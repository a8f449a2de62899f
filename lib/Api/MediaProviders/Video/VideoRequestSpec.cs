using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.MediaProviders.Video;

/// <summary>An HTTP request.</summary>
public sealed record VideoRequestSpec
{
    /// <summary>HTTP method.</summary>
    public VideoMethod Method { get; set; } = VideoMethod.GET;

    /// <summary>Template of the URL, e.g. <c>{{variables.api}}/video/v1/assets/{{asset.id}}</c>. Must not contain credentials, because URLs are logged.</summary>
    [Required, MinSize(1), MaxSize(2048)]
    public string Url { get; set; } = "";

    /// <summary>Templates of additional headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>
    /// Template of the body. It must render JSON: <c>{"title": {{json resource.title}}}</c>. Fields that are null are left out.
    /// Absent: no body.
    /// </summary>
    [MaxSize(8192)]
    public string? Body { get; set; }
}

/// <summary>An HTTP method.</summary>
[JsonConverter(typeof(WordConverter<VideoMethod>))]
public enum VideoMethod
{
    /// <summary>Asks, and changes nothing.</summary>
    GET,

    /// <summary>Creates, or has something done.</summary>
    POST,

    /// <summary>Replaces as a whole.</summary>
    PUT,

    /// <summary>Changes a part.</summary>
    PATCH,

    /// <summary>Deletes.</summary>
    DELETE,
}
