using System.Globalization;
using Microsoft.Extensions.Options;

namespace Onair.Emulator.Auth;

/// <summary>Checks a request's signature, and replaces its body by one that is checked while it is read.</summary>
internal sealed class SignatureVerifier(AwsCredentialStore credentials, IOptions<AwsAuthOptions> options, TimeProvider time)
{
    private static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(15);

    internal async Task<AwsCaller> VerifyAsync(HttpContext context, AwsSignature signature)
    {
        var credential = CheckCredential(signature);
        var region = SigningRegion.Of(signature.Service, options.Value.Region);
        if (signature.Region != region) throw AuthErrors.WrongRegion(signature, region);
        CheckTime(signature);
        CheckSignedHeaders(context.Request, signature);

        var key = new SigningKey(credential.SecretAccessKey, signature);
        var payload = signature.Service == "s3"
            ? S3Payload.Declared(context.Request, signature)
            : await ServicePayload.HashAsync(context.Request);
        var (path, query) = RawUrl.Of(context.Request);
        var canonicalQuery = CanonicalRequest.Query(query);
        var match = CanonicalRequest.Paths(path, signature.Service).Any(p => SigningKey.Matches(
            key.SignRequest(CanonicalRequest.Build(
                context.Request.Method, p, canonicalQuery, signature.SignedHeaders, n => context.Request.Headers[n], payload)),
            signature.Signature));
        if (!match)
        {
            throw AuthErrors.For(signature.Service, AuthFailure.BadSignature,
                "The request signature we calculated does not match the signature you provided. "
                + "Check your AWS secret access key and signing method.");
        }

        if (signature.Service == "s3") S3Payload.Wrap(context, payload, key, signature.Signature);
        return new AwsCaller(
            credential.AccountId, credential.Arn, credential.AccessKeyId, signature.Service, signature.Region)
        {
            Credential = credential,
        };
    }

    private AwsCredential CheckCredential(AwsSignature signature)
    {
        var credential = credentials.Find(signature.AccessKeyId)
            ?? throw AuthErrors.For(signature.Service, AuthFailure.UnknownKey, signature.Service == "s3"
                ? "The AWS Access Key Id you provided does not exist in our records."
                : "The security token included in the request is invalid.");
        if (credential.SessionToken is null) return credential;
        if (signature.SessionToken is null || !SigningKey.Matches(credential.SessionToken, signature.SessionToken))
        {
            throw AuthErrors.For(signature.Service, AuthFailure.InvalidToken,
                "The provided token is malformed or otherwise invalid.");
        }

        return credential.Expiration > time.GetUtcNow()
            ? credential
            : throw AuthErrors.For(signature.Service, AuthFailure.ExpiredToken, "The provided token has expired.");
    }

    private void CheckTime(AwsSignature signature)
    {
        var now = time.GetUtcNow();
        var format = CultureInfo.InvariantCulture;
        if (signature.Time > now + AllowedSkew || (signature.Expires is null && signature.Time < now - AllowedSkew))
        {
            throw AuthErrors.For(signature.Service, AuthFailure.Skewed, signature.Service == "s3"
                ? "The difference between the request time and the current time is too large."
                : string.Create(format, $"Signature expired or not yet current: {signature.Timestamp} is not within 15 min. of {now:yyyyMMdd'T'HHmmss'Z'}"));
        }

        if (signature.Expires is { } valid && signature.Time + valid < now)
            throw AuthErrors.For(signature.Service, AuthFailure.Expired, "Request has expired");
    }

    private static void CheckSignedHeaders(HttpRequest request, AwsSignature signature)
    {
        if (!signature.SignedHeaders.Contains("host"))
        {
            throw AuthErrors.For(signature.Service, AuthFailure.BadSignature,
                "'Host' must be a 'SignedHeader' in the AWS Authorization.");
        }

        // The hash is part of the canonical request anyway, so clients of presigned URLs may send it unsigned.
        var unsigned = request.Headers.Keys.Where(h =>
            h.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            && !h.Equals("x-amz-content-sha256", StringComparison.OrdinalIgnoreCase)
            && !signature.SignedHeaders.Contains(h, StringComparer.OrdinalIgnoreCase)).ToArray();
        if (signature.Service == "s3" && unsigned.Length > 0)
        {
            throw AuthErrors.For(signature.Service, AuthFailure.UnsignedHeaders,
                $"There were headers present in the request which were not signed: {string.Join(", ", unsigned)}");
        }
    }
}
