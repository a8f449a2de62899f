using System.Xml;
using Onair.Emulator.S3.Checksums;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>Multipart uploads but for their completion.</summary>
internal static class MultipartOperations
{
    private const int MostParts = 10_000;
    private const int PageSize = 1000;

    public static async Task CreateAsync(S3Request request, Bucket bucket, TimeProvider time)
    {
        ObjectWrites.RefuseAcl(request);
        var algorithm = request.Header("x-amz-checksum-algorithm")?.ToUpperInvariant();
        if (algorithm is not null && !Checksum.Algorithms.Contains(algorithm))
            throw S3Errors.InvalidRequest($"Checksum algorithm provided is unsupported: {algorithm}");
        var type = request.Header("x-amz-checksum-type") ?? (algorithm == "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE");
        if (type is not ("FULL_OBJECT" or "COMPOSITE"))
            throw S3Errors.InvalidRequest("Value for x-amz-checksum-type header is invalid.");
        // A whole CRC can be had from its parts' CRCs, a whole SHA cannot; CRC64NVME exists only whole.
        if ((type == "FULL_OBJECT" && algorithm is "SHA1" or "SHA256") || (type == "COMPOSITE" && algorithm == "CRC64NVME"))
            throw S3Errors.InvalidRequest($"The {type} checksum type cannot be used with the {algorithm} checksum algorithm.");

        var upload = bucket.BeginUpload(new UploadRecord(
            Guid.NewGuid().ToString("N"), request.Key!, time.GetUtcNow(), ObjectHeaders.Read(request.Context.Request))
        {
            ChecksumAlgorithm = algorithm,
            ChecksumType = type,
        });
        if (algorithm is not null)
        {
            request.Context.Response.Headers["x-amz-checksum-algorithm"] = algorithm;
            request.Context.Response.Headers["x-amz-checksum-type"] = type;
        }

        await S3Xml.WriteAsync(request.Context, "InitiateMultipartUploadResult", xml =>
        {
            xml.WriteElementString("Bucket", bucket.Record.Name);
            xml.WriteElementString("Key", request.Key);
            xml.WriteElementString("UploadId", upload.Record.Id);
        });
    }

    public static async Task UploadPartAsync(S3Request request, ObjectStore store, Bucket bucket, TimeProvider time)
    {
        var upload = Find(request, bucket);
        var number = request.Number("partNumber", 1, MostParts)
            ?? throw S3Errors.InvalidArgument("partNumber", "", $"Part number must be an integer between 1 and {MostParts}, inclusive");
        if (request.Header("x-amz-copy-source") is not null)
        {
            await CopyOperations.CopyPartAsync(request, store, bucket, upload, number, time);
            return;
        }

        var (expected, actual) = (upload.Record.ChecksumAlgorithm, PayloadChecks.Of(request.Context.Request).Algorithm);
        if (expected is not null && actual is not null && expected != actual)
        {
            throw S3Errors.InvalidRequest("Checksum Type mismatch occurred, "
                + $"expected checksum Type: {expected.ToLowerInvariant()}, actual checksum Type: {actual.ToLowerInvariant()}");
        }

        var (blob, digest) = await ObjectWrites.ReceiveAsync(request, bucket, expected);
        upload.Commit(new PartRecord(number, blob, digest.Size, digest.ETag, time.GetUtcNow()) { Checksums = digest.Checksums });
        request.Context.Response.Headers.ETag = ObjectHeaders.Quote(digest.ETag);
        ObjectHeaders.WriteChecksums(request.Context, digest.Checksums, null);
    }

    public static async Task AbortAsync(S3Request request, Bucket bucket)
    {
        var upload = Find(request, bucket);
        await upload.Ending.WaitAsync(request.Aborted);
        try
        {
            bucket.EndUpload(Find(request, bucket));
        }
        finally
        {
            upload.Ending.Release();
        }

        request.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public static Task ListPartsAsync(S3Request request, Bucket bucket)
    {
        var upload = Find(request, bucket);
        var most = Math.Min(request.Number("max-parts", 0, int.MaxValue) ?? PageSize, PageSize);
        var marker = request.Number("part-number-marker", 0, int.MaxValue) ?? 0;
        var rest = upload.Parts.Values.Where(p => p.Number > marker).ToArray();
        var page = rest[..Math.Min(most, rest.Length)];
        return S3Xml.WriteAsync(request.Context, "ListPartsResult", xml =>
        {
            xml.WriteElementString("Bucket", bucket.Record.Name);
            xml.WriteElementString("Key", request.Key);
            xml.WriteElementString("UploadId", upload.Record.Id);
            xml.WriteElementString("PartNumberMarker", XmlConvert.ToString(marker));
            if (page.Length > 0) xml.WriteElementString("NextPartNumberMarker", XmlConvert.ToString(page[^1].Number));
            xml.WriteElementString("MaxParts", XmlConvert.ToString(most));
            xml.WriteElementString("IsTruncated", XmlConvert.ToString(page.Length < rest.Length));
            if (upload.Record.ChecksumAlgorithm is { } algorithm)
            {
                xml.WriteElementString("ChecksumAlgorithm", algorithm);
                xml.WriteElementString("ChecksumType", upload.Record.ChecksumType);
            }

            foreach (var part in page)
            {
                xml.WriteStartElement("Part");
                xml.WriteElementString("PartNumber", XmlConvert.ToString(part.Number));
                xml.WriteElementString("LastModified", BucketOperations.Timestamp(part.LastModified));
                xml.WriteElementString("ETag", ObjectHeaders.Quote(part.ETag));
                xml.WriteElementString("Size", XmlConvert.ToString(part.Size));
                foreach (var (name, value) in part.Checksums) xml.WriteElementString("Checksum" + name, value);
                xml.WriteEndElement();
            }
        });
    }

    public static MultipartUpload Find(S3Request request, Bucket bucket)
    {
        var id = request.Parameter("uploadId") ?? "";
        return bucket.Uploads.TryGetValue(id, out var upload) && upload.Record.Key == request.Key
            ? upload
            : throw S3Errors.NoSuchUpload(id);
    }
}
