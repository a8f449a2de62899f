using System.ComponentModel.DataAnnotations;
using Onair.Api.Schema;

namespace Onair.Api.MediaProviders;

/// <summary>What HlsBroadcasts of a provider use in its account.</summary>
public sealed record HlsBroadcastAccountSpec
{
    /// <summary>
    /// ARN of the IAM role that the operator assumes for encoders, e.g. <c>arn:aws:iam::123456789012:role/HlsUpload</c>. It must allow uploads to the
    /// buckets; a session policy limits each encoder to its own folder. Its trust policy must name the operator's principal.
    /// </summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    public string RoleArn { get; set; } = "";

    /// <summary>
    /// Buckets that HlsBroadcasts may use, e.g. <c>broadcasts</c>; the first one is the default. Onair writes the policies of these buckets to revoke
    /// credentials, and keeps the statements of others.
    /// </summary>
    [Required, MinSize(1), MaxSize(20), ItemPattern("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")]
    public IReadOnlyList<string> Buckets { get; set; } = [];
}
