namespace Onair.Operator;

/// <summary>An object or folder in S3.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key, or the folder's prefix without a slash at its end.</param>
internal sealed record S3Location(string Bucket, string Key)
{
    private const string Scheme = "s3://";

    /// <summary>Reads <c>s3://bucket/key</c>.</summary>
    /// <exception cref="FormatException">It is no such URI.</exception>
    public static S3Location Parse(string uri)
    {
        var slash = uri.StartsWith(Scheme, StringComparison.Ordinal) ? uri.IndexOf('/', Scheme.Length) : -1;
        return slash > Scheme.Length
            ? new(uri[Scheme.Length..slash], uri[(slash + 1)..].TrimEnd('/'))
            : throw new FormatException($"\"{uri}\" must be s3://bucket/key.");
    }

    /// <summary>Something below it.</summary>
    public S3Location At(string relative) => this with { Key = $"{Key}/{relative}" };

    public override string ToString() => $"{Scheme}{Bucket}/{Key}";
}
